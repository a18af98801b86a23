-- Calls as statements in every form, and what may follow them on the next line.
local log = {}
local t = { f = function(...) log[#log + 1] = select("#", ...) return log end,
  g = { h = function() log[#log + 1] = "h" end } }
function t:m(...) log[#log + 1] = "m" .. select("#", ...) return self end
t.f() t.f(1) t.f(1, nil) t.f { 1 } t.f "s" t.f [[long]] t["f"](1, 2, 3) t.g.h() t:m() t:m(1):m(1, 2):m { 3 } t:m "x"
;(t.f)(1) ;(function() log[#log + 1] = "anonymous" end)() ;("x"):upper() ;({ t.f })[1](9)
t.f
(5)
local a = t.f
(6)
print(a == log, #log)
print(table.concat(log, " "))
print(#t.f(), t.f(1)[1], t:m().f == t.f, #log)
print(pcall(load "f\n()", nil))
print(load("f\n{}") ~= nil, load("x\n= 1") ~= nil, load("x = f\n(1).y = 2") ~= nil,
  load("local x = y\n(z)") ~= nil)
