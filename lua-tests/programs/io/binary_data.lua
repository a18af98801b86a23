-- Binary files: every byte, records with string.pack, sizes.
local name = os.tmpname()
local f = io.open(name, "wb") for i = 0, 255 do f:write(string.char(i)) end f:close()
f = io.open(name, "rb") local s = f:read "a" print(#s, s:byte(1), s:byte(256), s:byte(11), s:byte(14))
f:seek("set", 100)
print(f:read(1):byte(), f:seek("cur", 50), f:read(1):byte(), f:seek("end", -1), f:read(1):byte(), f:read(1))
f:close()
local lines = 0 for l in io.lines(name) do lines = lines + 1 io.write(#l, " ") end print(lines)
f = io.open(name, "wb") for i = 1, 5 do f:write(string.pack("<I2 s1 d", i, ("r"):rep(i), i / 2)) end
print(f:seek()) f:close()
f = io.open(name, "rb") local data = f:read "a" f:close() local pos = 1
while pos <= #data do local i, name_, d i, name_, d, pos = string.unpack("<I2 s1 d", data, pos) io.write(i, name_, d, " ") end
print()
f = io.open(name, "wb") f:write("\r\n\n\r\0\26end") f:close() f = io.open(name, "rb")
print(f:read("l"):byte(1, -1)) print(#f:read("l"), f:read("a"):byte(1, -1)) f:close()
f = io.open(name, "wb") print(f:write("\0", 1, "\0", 2.5) == f, f:seek()) f:close() f = io.open(name)
print(f:read(1) == "\0", f:read("n"), f:read(1) == "\0", f:read("n"), f:read(1)) f:close() os.remove(name)
