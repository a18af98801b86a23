-- Evaluation order in multiple assignment, with locals indexed on the left.
local a, b = { name = "a" }, { name = "b" }
a.next, b, a = b, a, a.next
print(a, b.name, b.next.name)
local i, t = 1, {}
i, t[i] = i + 1, 20
print(i, t[1], t[2])
local x, y = 1, 2
x, y = y, x
print(x, y)
local p = { 1, 2, 3 }
p[1], p[2], p[3] = p[3], p[1], p[2]
print(p[1], p[2], p[3])
local q = { k = 1 }
q.k, q = 5, { k = "new" }
print(q.k)
local n = 3
local u = { 10, 20, 30 }
n, u[n], u = 1, "changed", u
print(n, u[3], u[1])
local log = {}
local mt = setmetatable({}, { __newindex = function(_, k, v) log[#log + 1] = tostring(k) .. "=" .. tostring(v) end })
mt.a, mt.b, mt.c = 1, 2
print(table.concat(log, " "))
local function f(name) log[#log + 1] = name; return t end
log = {}
f("t1")[#f("k1")], f("t2")[#f("k2")] = f("v1"), f("v2")
print(table.concat(log, " "))
local function two() return 1, 2 end
local c, d, e = two(), 10
print(c, d, e)
c, d, e = 0, two()
print(c, d, e)
c, d, e = two()
print(c, d, e)
global1, global2, global1 = 1, 2, 3
print(global1, global2)
local v = 1
v, v = 2, 3
print(v)
do
  local a <const> = 5
  local t = { [5] = 0 }
  t[a], a2 = a, a
  print(t[5], a2)
end
