-- _ENV: as local, upvalue, parameter, field; globals are its fields.
x = "global"
print(_ENV == _G, _ENV.x, _G.x)
do local _ENV = { print = print, x = "local env" }; print(x); y = 5; print(_ENV.y) end
print(y)
local function f(_ENV) return x end
print(f { x = "parameter" }, f(_G))
local function g() local _ENV <const> = { x = "const" }; return x end
print(g())
local env = setmetatable({}, { __index = _G, __newindex = function(t, k, v) rawset(t, k, v .. "!") end })
local chunk = load("z = 'set'; return z, x", "=c", "t", env)
print(chunk()) print(env.z, z)
local h = load("return a", "=c", "t", { a = 1 })
print(h())
print(pcall(load("return print.x.y", "=c", "t", {})))
print(pcall(load("return a.b.c", "=c", "t", { a = {} })))
print(pcall(load("x = 1", "=c", "t", nil)))
print(pcall(load("return x", "=c", "t", 5)))
print(pcall(function() local _ENV = nil; return x end))
print(pcall(function() local _ENV; x = 1 end))
print(pcall(function() local _ENV = {}; print(1) end))
local function setter() local _ENV = { }; function foo() end; return _ENV end
print(type(setter().foo), foo)
_ENV = setmetatable({}, { __index = _G })
w = 1
print(rawget(_G, "w"), w, _ENV ~= _G)
