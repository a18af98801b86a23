-- Closures that share variables, through loops, nested functions, coroutines and goto.
local function pair() local n = 0 return function(d) n = n + d return n end, function() return n end end
local add, get = pair()
add(5) add(-2) print(get())
local fs = {}
for i = 1, 3 do
  local shared = i * 10
  fs[#fs + 1] = { set = function(v) shared = v end, get = function() return shared, i end,
    inc = function() i = i + 1 end }
end
fs[1].set("changed") fs[2].inc()
for _, f in ipairs(fs) do print(f.get()) end
local outer = 1
local function level1() local mid = 10 return function() local inner = 100 return function() outer, mid, inner = outer + 1, mid + 1, inner + 1 return outer, mid, inner end end end
local l2 = level1() local l3a, l3b = l2(), l2()
print(l3a()) print(l3b()) print(l3a()) print(outer)
local co = coroutine.wrap(function() local x = 0 local function bump() x = x + 1 end while true do coroutine.yield(bump, x) end end)
local bump = co() bump() bump() print(select(2, co()))
do local i = 1 ::top:: local j = i fs[i] = function() j = j + 1 return j end i = i + 1 if i <= 3 then goto top end end
print(fs[1](), fs[1](), fs[2](), fs[3]())
local function counter() local c = 0 return setmetatable({}, { __call = function() c = c + 1 return c end, __index = function() return c end }) end
local k = counter() k() k() print(k.any, k(), k.any)
local x = 1 local function read() return x end x = 2 print(read()) do local x = 3 print(read(), x) end
