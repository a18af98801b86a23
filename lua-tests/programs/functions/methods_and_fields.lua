-- Definitions of functions in fields and methods, and self.
local t = { a = { b = {} } }
function t.f(x) return "f", x end
function t.a.g(x) return "g", x end
function t.a.b.h(...) return "h", ... end
function t:m(x) return self == t, x end
function t.a:m(x) return self == t.a, x end
function t.a.b:m(...) return self == t.a.b, ... end
print(t.f(1)) print(t.a.g(2)) print(t.a.b.h(3, 4)) print(t:m(5)) print(t.a:m(6)) print(t.a.b:m(7, 8)) print(t.m(t.a, 9))
local s = "str"
print(s:upper(), s:rep(2, "-"), ("lit"):len(), ("%s!"):format "x", s:sub(2):sub(2))
print(t.f "string arg", t.f { 1 } ~= nil, t.f [[long]], t:m "s", select(2, t:m { x = 1 }).x)
local function fact(n) return n <= 1 and 1 or n * fact(n - 1) end
print(fact(20), fact(25.0))
local function noargs() return end
print(noargs(), (noargs()), select("#", noargs()))
print(pcall(function() t.x.y() end))
print(pcall(function() t:nomethod() end))
print(pcall(function() t.a.nofield() end))
print(pcall(function() t.a.b.c:m() end))
print(pcall(function() local u; u:m() end))
print(pcall(function() nosuchglobal:m() end))
print(pcall(function() (nil)() end))
print(pcall(function() t.f(1).x() end))
print(pcall(function() ("x")() end))
print(pcall(function() (1 + 1):m() end))
