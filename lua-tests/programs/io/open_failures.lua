-- Failed io.open gives nil, a message and the number of the error.
local function show(...) print(select("#", ...), ...) end
show(io.open("/nonexistent/file")) show(io.open("/nonexistent/file", "w")) show(io.open("no such file"))
show(io.open("", "r")) show(io.open("/", "w")) show(io.open("/tmp", "w")) show(io.open("/etc/passwd/x"))
show(io.open(("x"):rep(300))) show(io.open("a\0b")) show(io.open("no such file", "r+"))
show(io.open("no such dir/file", "a"))
local f, message, code = io.open("/nonexistent")
print(f, message, math.type(code))
print(pcall(function() return assert(io.open("/nonexistent")) end))
print(pcall(io.lines, "/nonexistent")) print(pcall(io.input, "/nonexistent"))
print(pcall(io.output, "/nonexistent/x")) print(pcall(io.lines, "")) print(pcall(dofile, "/nonexistent"))
print(loadfile("/nonexistent"))
show(os.remove("/nonexistent/file")) show(os.rename("/nonexistent/a", "/nonexistent/b"))
show(os.remove("no such file")) show(os.rename("no such", "other")) show(os.remove("/nonexistent"))
local dir = io.open("/tmp") print(io.type(dir))
if dir then show(dir:read(1)) show(dir:read("a")) show(dir:read("l")) show(dir:read("n")) show(dir:read(0)) dir:close() end
print(pcall(function() for l in io.lines("/tmp") do end end))
