-- __lt used by table.sort, math.max and comparisons of mixed types.
local mt = {}
mt.__lt = function(a, b) return (type(a) == "table" and a.k or a) < (type(b) == "table" and b.k or b) end
mt.__le = function(a, b) return not mt.__lt(b, a) end
local function new(k) return setmetatable({ k = k }, mt) end
local t = {}
for i, k in ipairs { 5, 2, 9, 1, 7, 3 } do t[i] = new(k) end
table.sort(t)
for _, o in ipairs(t) do io.write(o.k, " ") end
table.sort(t, function(a, b) return a > b end)
for _, o in ipairs(t) do io.write(o.k, " ") end
print()
print(math.max(new(1), new(3), new(2)).k, math.min(new(4), new(3)).k)
print(new(1) < new(2), new(1) < 2, 1 < new(2), new(1) > 2, 1 >= new(1), new(1) <= new(1), not (new(1) < new(1)))
print(pcall(function() return new(1) < "x" end))
print(pcall(function() return new(1) < {} end))
print(pcall(table.sort, { new(1), {}, new(2) }))
