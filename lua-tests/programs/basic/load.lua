-- load: strings, modes, environments, names, what the chunk gets and returns.
local function try(...) print(pcall(load, ...)) end
print(load("return 1 + 1")()) print(load("return ...")(1, 2)) print(load("")()) print(load("x ="))
print(load("return x", "=n", "t", { x = "env" })()) print(load("y = 1; return y")(), y)
print(load("return 1", "n", "t")()) print(load("return 1", "n", "b")) print(load("return 1", "n", "bt")())
print(load("return 1", "n", "x")) print(load("return 1", "n", "")) print(load("return 1", "n", "tx")())
local bin = string.dump(function(...) return ... end)
print(load(bin, "n", "b")(5)) print(load(bin, "n", "t")) print(load(bin, "n", "bt")(6))
print(load(bin, "n", "x")) print(load(bin)(7))
try() try(nil) try(1) try({}) try(true) try("x=", 5) try("x=", {}) try("return 1", "n", 5)
try("return 1", "n", {}) try(print) try("x =", nil, nil, nil)
print(load("return _ENV", "n", "t", nil)(), load("return _ENV", "n", "t")() == _G,
  load("local x <const> = 1; return x", "n", "t", {})())
local function up() return y end
local f = load(string.dump(up))
print(pcall(f)) print(load(string.dump(up), "n", "b", { y = "env y" })())
print(load("return 1,2,3")()) print(select("#", load("return")()), load("return;")())
print(load("#!shebang\nreturn 1")) print(load("\xEF\xBB\xBFreturn 1"))
print(load(123 .. "")) print(pcall(load, 123)) print(load("\27")) print(load("\27Lua"))
print(load("\27Lua\x54\0")) print(load(bin:sub(1, 20))) print(load(bin:sub(1, -2)))
print(load(bin:gsub("^....", "\27Lux")))
