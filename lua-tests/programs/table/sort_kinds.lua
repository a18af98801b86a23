-- Sorting without a comparator: one kind of value or several, in the array part or not, and what has no order.
local function show(list)
  local texts = {}
  for i = 1, #list do texts[i] = string.format("%q", list[i]) end
  print(table.concat(texts, " "))
end
local function sorted(list)
  table.sort(list)
  show(list)
end
sorted({ 5, 2, 8, 2, -1, math.mininteger, math.maxinteger, 0 })
sorted({ 5.5, 2.25, -1e300, 1 / 0, -1 / 0, 2.25 })
sorted({ 0.0, -0.0, 1.5, -0.0, 0.0, -1.5 })
sorted({ "b", "a", "", "a\0b", "a\0a", ("x"):rep(50), ("x"):rep(49) .. "w", "B", "\xff" })
sorted({ 3, 1.5, 2, 1, 1.0, 2.0, 3.0, -1 })
local scattered = {}
for i = 100, 1, -1 do scattered[i] = (i * 37) % 101 end
sorted(scattered)
local proxy = setmetatable({ 3, 1, 2 }, { __index = function() error("not asked") end, __len = function() return 3 end })
sorted(proxy)
print(pcall(table.sort, { 1, "a", 2 }))
print(pcall(table.sort, { 1, 2, nil, 3, n = 1 }))
print(pcall(table.sort, { {}, {} }))
local nan = { 3.5, 0 / 0, 1.5, 2.5 }
print((pcall(table.sort, nan)))
-- The length is still found after sorting and shifting.
local list = { 9, 8, 7 }
table.sort(list)
table.insert(list, 1, 0)
print(#list, table.concat(list, ","))
for i = 1, 20 do table.insert(list, 2, i) end
for _ = 1, 10 do io.write(table.remove(list, 1), " ") end
print(#list, table.concat(list, ","))
list[#list + 1] = "end"
table.remove(list, #list - 3)
print(#list, table.concat(list, ","), table.unpack(list, 3, 6))
print(table.unpack({ 1, 2, nil, 4 }, 0, 5))
local log = {}
local logged = setmetatable({}, {
  __index = function(_, k) log[#log + 1] = "get " .. k return k <= 3 and k * 10 or nil end,
  __newindex = function(_, k, v) log[#log + 1] = "set " .. k .. " " .. tostring(v) end,
  __len = function() return 3 end,
})
table.insert(logged, 1, "new")
table.remove(logged, 1)
print(table.unpack(logged))
print(table.concat(log, "; "))
