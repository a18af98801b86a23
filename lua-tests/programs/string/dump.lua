-- string.dump: what can be dumped, upvalues of the result, stripping.
local function try(...) local ok, r = pcall(string.dump, ...); print(ok, ok and r:sub(1, 4) == "\27Lua" or r) end
try(function() end) try(print) try() try(nil) try(1) try({}) try("x") try(string.dump)
try(coroutine.wrap(print)) try(setmetatable({}, { __call = print })) try(function() end, true)
try(function() end, nil) try(function() end, "strip")
local up = 10
local function f(a, ...) local b = a + 1; return b, up, ... end
local g = load(string.dump(f))
print(pcall(g, 1)) debug.setupvalue(g, 1, 5) print(g(1, "x")) print(debug.getupvalue(g, 1))
local s = load(string.dump(f, true))
print(pcall(s, 1)) print(pcall(s))
print(debug.getupvalue(s, 1), debug.getlocal(s, 1), debug.getinfo(s, "S").short_src,
  debug.getinfo(s, "S").linedefined, debug.getinfo(s, "l").currentline)
print(#string.dump(f) > #string.dump(f, true), string.dump(f) == string.dump(f),
  string.dump(load(string.dump(f))) == string.dump(f),
  string.dump(load(string.dump(f, true)), true) == string.dump(f, true))
print(load(string.dump(load("return 'a\\0b', 1.5, -3, nil, true, 1e100, 'long string " .. ("x"):rep(100) .. "'")))())
print(load(string.dump(load("local t = {} for i = 1, 3 do t[i] = function() return i end end return t[1](), t[2](), t[3]()")))())
print(pcall(load(string.dump(load("error('position')", "=src")), "other name")) )
print(pcall(load(string.dump(load("error('position')", "=src"), true), "=other")))
print(pcall(load(string.dump(load("local x = nil; return x.field", "=src")))) )
print(pcall(load(string.dump(load("local x = nil; return x.field", "=src"), true))))
print(load(string.dump(load("return ...")))(1, 2, 3))
