-- Parentheses: precedence, one result, no assignment.
local function f() return 1, 2, 3 end
local function g(...) return select("#", ...) end
print((f()), g(f()), g((f())), g(f(), f()), g((f()), (f())), g(f(), (f())), ((f())))
local a, b = (f())
print(a, b, #{ (f()) }, #{ f() })
print((1 + 2) * 3, 1 + (2 * 3), ((((5)))), -(2 ^ 2), (-2) ^ 2, ("x"):rep(3), (#"abc"), (nil), (not nil))
local function va(...) return (...), ... end
print(va(1, 2)) print(va()) print((va(3, 4)))
print((function() return "called" end)(), ({ 1, 2, 3 })[2], (("nested")):upper(),
  (function(...) return (...) end)(7, 8))
for _, code in ipairs { "(a) = 1", "(a), b = 1, 2", "(f()) = 1", "(f())", "(f)", "local (a) = 1", "((f))()",
  "(a).b = 1", "(a)[1] = 2", "(f()).x = 1", "('x'):y()", "return (1,2)", "return ()",
  "x = (1" } do print(code, (select(2, load(code, "=p")))) end
