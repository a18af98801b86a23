-- Environments of loaded chunks as sandboxes.
local function sandbox(code, env) local f, e = load(code, "=sandbox", "t", env) if not f then return false, e end return pcall(f) end
print(sandbox("return 1 + 1", {})) print(sandbox("return print", {})) print(sandbox("print('x')", {}))
print(sandbox("x = 5 return x", {})) print(x)
local env = { print = print, n = 0 } print(sandbox("n = n + 1 print('inside', n) return _ENV", env)) print(env.n)
print(sandbox("return string.rep('x', 3)", { string = string })) print(sandbox("return ('x'):rep(3)", {}))
print(sandbox("return #_ENV", { 1, 2 })) print(sandbox("local _ENV = { y = 1 } return y", {}))
local ro = setmetatable({},
  { __index = { a = 1 }, __newindex = function(_, k) error("cannot set " .. k, 2) end })
print(sandbox("return a", ro)) print(sandbox("b = 2", ro)) print(sandbox("local b = 2 return b", ro))
print(sandbox("return ...", {})) print(sandbox("function f() return 1 end return f()", {}))
print(sandbox("return (function() return z end)()", { z = "upvalue env" }))
print(sandbox("syntax error here", {})) print(sandbox("error('in sandbox')", { error = error }))
print(sandbox("error()", {}))
local f = load("return v", "=c", "t", { v = 1 }) print(f()) debug.setupvalue(f, 1, { v = 2 }) print(f())
print(load("return v", "=c", "t", nil) ~= nil, pcall(load("return v", "=c", "t", nil)))
local strict = setmetatable({}, { __index = function(_, k) error("undefined variable " .. k, 2) end })
print(sandbox("return undefined_thing", strict)) print(sandbox("local t = {} return t.x", strict))
