-- file:seek from every base, its errors and its effect on reading.
local name = os.tmpname()
local f = assert(io.open(name, "w+"))
f:write("0123456789")
print(f:seek(), f:seek("cur"), f:seek("set"), f:read(3), f:seek(), f:seek("cur", 2), f:read(1),
  f:seek("cur", -1), f:read(1), f:seek("end"), f:read(1), f:seek("end", -3), f:read("a"), f:seek("set", 100),
  f:seek("set", 5), f:read(1))
print(f:seek("set", -1)) print(f:seek("cur", -100)) print(f:seek()) print(f:seek("end", -11))
print(f:seek("set", 2 ^ 40), f:seek("set", 0))
print(pcall(f.seek, f, "bad")) print(pcall(f.seek, f, 5)) print(pcall(f.seek, f, "set", "x"))
print(pcall(f.seek, f, "set", 1.5)) print(pcall(f.seek, f, "set", {})) print(pcall(f.seek, f, nil, 2))
print(pcall(f.seek, f, "set", "3")) print(pcall(f.seek)) print(pcall(f.seek, f, {}))
f:seek("set", 15) f:write("x") f:seek("set") print(#f:read("a"))
f:seek("set", 2) f:write("AB") f:seek("set") print((f:read("a"):gsub("\0", ".")))
f:close()
print(pcall(f.seek, f)) print(pcall(f.seek, f, "set"))
f = io.popen("echo piped") print(f:seek("cur")) print(f:read("a")) f:close()
os.remove(name)
