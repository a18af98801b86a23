-- stdin at its end, stdout and stderr: methods, positions, writing numbers.
print(io.type(io.stdin), io.type(io.stdout), io.type(io.stderr), io.stdin ~= io.stdout)
print(io.read()) print(io.read("a")) print(io.read("a", "l")) print(io.read(0)) print(io.read("n"))
print(io.stdin:read("L")) for l in io.lines() do print("never") end
for l in io.stdin:lines() do print("never") end
io.write(1, " ", 1.5, " ", -0.0, " ", 1e100, " ", math.mininteger, "\n")
io.stdout:write("chained ", "writes"):write(" go on\n")
print(io.write() == io.stdout, io.write("") == io.stdout)
io.stderr:write("error output ", 42, "\n") print(pcall(io.write, nil)) print(pcall(io.write, true))
print(pcall(io.write, {})) print(pcall(io.stderr.write, io.stderr, print))
print(tostring(io.stdout):match("^file %(0x%x+%)$") ~= nil, getmetatable(io.stdout).__name,
  io.stdout.write == io.stderr.write)
print(pcall(function() io.stdout.x = 1 end)) print(io.stdout.nothing)
local out = io.output() local name = os.tmpname() io.output(name) io.write("to the file") io.output(out)
print(io.output() == io.stdout) local f = io.open(name) print(f:read("a")) f:close() os.remove(name)
