-- __len in loops, in the table library and in unpack.
local function proxy(t, n) return setmetatable({}, { __index = t, __newindex = t, __len = function() return n or #t end }) end
local t = { 10, 20, 30 }
local p = proxy(t)
print(#p, table.concat(p, ","), table.unpack(p))
table.insert(p, 40) print(#t, t[4])
print(table.remove(p), #t, table.remove(p, 1), #t, t[1])
table.sort(p, function(a, b) return a > b end) print(t[1], t[2])
print(select("#", table.unpack(proxy({}, 5))), table.concat(proxy({ "a", "b", "c" }, 2), "-"))
for i = 1, #p do io.write(p[i], " ") end print()
print(table.move(p, 1, 2, 2, {})[3], #table.pack(table.unpack(p)))
print(rawlen(p), #p, next(p), ipairs(p) ~= nil)
local n = 0 for _ in ipairs(p) do n = n + 1 end print(n)
print(pcall(table.unpack, proxy({}, 2 ^ 53)), pcall(table.concat, proxy({}, -1)),
  pcall(table.insert, proxy({}, 2.5), 1))
