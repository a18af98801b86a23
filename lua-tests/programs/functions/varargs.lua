-- Vararg functions: select, table.pack, adjustment, varargs in the main chunk, in tail calls, with nils.
local function f(a, ...) return a, select("#", ...), ... end
print(f()) print(f(1)) print(f(1, 2)) print(f(1, nil)) print(f(1, nil, nil)) print(f(nil, nil, 3))
local function g(...) local a, b = ...; return a, b end
print(g()) print(g(1)) print(g(1, 2, 3)) print(select("#", g()))
local function h(...) return select(2, ...) end
print(h(1, 2, 3), select("#", h(1)))
local function p(...) local t = table.pack(...); return t.n, #t end
print(p()) print(p(nil) == 1) print((p(nil, nil)))
local function sum(...) local s = 0; for _, v in ipairs { ... } do s = s + v end; return s end
print(sum(), sum(1), sum(1, 2, 3), sum(table.unpack({ 1, 2, 3, 4, 5 })))
local function nest(...) return (function(...) return select("#", ...), ... end)(0, ...) end
print(nest("a", "b"))
local function rec(n, ...) if n == 0 then return select("#", ...) end return rec(n - 1, n, ...) end
print(rec(100), rec(0, 1, 2), rec(200, "x"))
print(select("#", ...), ...)
local function closure(...) local x = ...; return function() return x end end
print(closure(5, 6)())
print((function(...) return ... end)(1, 2, 3))
print(((function(...) return ... end)(1, 2, 3)))
print(pcall(select, 0, 1)) print(pcall(select, -2, 1)) print(select(-1, 1, 2, 3)) print(select(-3, 1, 2, 3))
print(select(2.0, 1, 2)) print(select("#")) print(select("#x", 1))
