-- Upvalues: shared between closures, fresh for each turn of a loop, alive after their function ended.
local function counter() local n = 0; return function() n = n + 1; return n end, function() n = n - 1; return n end, function(v) n = v end end
local up, down, set = counter()
local up2 = counter()
print(up(), up(), down(), up2(), up()) set(10) print(up(), up2())
local fs = {}
for i = 1, 3 do local j = i * 10; fs[i] = function(d) i, j = i + d, j + d; return i, j end end
print(fs[1](1)) print(fs[1](1)) print(fs[2](0)) print(fs[3](5))
local k = 1
local ws = {}
while k <= 3 do local v = k; ws[k] = function() v = v + 1; return v, k end; k = k + 1 end
print(ws[1]()) print(ws[2]()) print(ws[1]())
local function deep() local a = 1; return function() local b = 2; return function() local c = 3; return function() a, b, c = a + 1, b + 1, c + 1; return a, b, c end end end end
local d = deep()()()
print(d()) print(d())
local function param(x) return function() x = x .. "!"; return x end end
print(param("a")(), param("b")())
local function recursive(n) local r; if n > 0 then r = recursive(n - 1) end; return function() return n, r and r() end end
print(recursive(3)())
local x = 1
local function shadow() local x = x + 1; do local x = x + 1; x = x + 1 end; return x end
print(shadow(), x)
local t = {}
for _, v in ipairs { "a", "b" } do t[#t + 1] = function() return v end end
print(t[1](), t[2]())
local co = coroutine.wrap(function() local n = 0; local function inc() n = n + 1 end; while true do inc(); coroutine.yield(n, inc) end end)
local _, inc = co()
inc() inc()
print((co()))
print((function() return up end)() == up, counter() ~= counter())
