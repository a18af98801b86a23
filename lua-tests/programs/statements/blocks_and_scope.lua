-- Scope of locals: shadowing, blocks, visible after the declaration only.
local x = 1
local x = x + 1
do local x = x * 10 print(x) do local x <const> = "inner" print(x) end print(x) end
print(x)
local function f() return x end
local x = "new"
print(f(), x)
if true then local x = "if" print(x) elseif x then local x = 1 else local x = 2 end
for x = 1, 1 do local x = x + 0.5 print(x) end
for x, y in pairs { a = 1 } do print(x, y) local x = "body" print(x) end
while true do local x = "while" print(x) break end
repeat local x = "repeat" until x == "repeat"
print(x)
local a, b, a = 1, 2, 3
print(a, b)
local function g(p, p) return p end
print(g(1, 2))
local function h(x) local x = x and x .. "!" return x end
print(h("arg"), h())
local fact = function(n) return fact end
print(fact())
local rec rec = function(n) return n == 0 and "base" or rec(n - 1) end
print(rec(3))
