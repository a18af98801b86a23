-- Function definitions in every form, parameters and self.
local function a() return "a" end
local b = function() return "b" end
function c() return "c" end
local t = { d = function() return "d" end, ["e f"] = function() return "e f" end, [1] = function() return "one" end }
function t.g() return "g" end
t.h = { }
function t.h.i() return "i" end
function t.h:j(x) return self == t.h, x end
print(a(), b(), c(), t.d(), t["e f"](), t[1](), t.g(), t.h.i(), t.h:j(5))
local function params(x, y, z) return x, y, z end
print(params()) print(params(1)) print(params(1, 2, 3, 4))
local function rest(x, ...) return x, select("#", ...), ... end
print(rest()) print(rest(1)) print(rest(1, 2, 3))
local self = "outer"
function t:k() return self ~= "outer", (function() return self end)() == t end
print(t:k())
function t.l(self, v) return self, v end
print(t.l(1, 2), select(2, t:l(3)))
local f <const> = function() return "const" end
print(f())
print((function(x, ...) local function inner(...) return x, ... end return inner(...) end)(1, 2, 3))
for _, code in ipairs { "function f(a,) end", "function f(,) end", "function f(a b) end",
  "function f(a.b) end", "function f(..., a) end", "function f(...) end", "function t.f() end",
  "function t:f.g() end", "function t[1]() end", "function 'f'() end", "local function t.f() end",
  "function f() return end end", "function() end", "x = function f() end",
  "function f(self, ...) return ... end", "function f(a, a) end",
  "function f(nil) end" } do print(code, (select(2, load(code, "=d")))) end
