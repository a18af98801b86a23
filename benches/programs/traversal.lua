-- Walking tables: pairs over hashes and arrays, ipairs, next, a stateless iterator, a closure as iterator.
local list, map, sum = {}, {}, 0
for i = 1, 1000 do list[i] = i % 17 end
for i = 1, 1000 do map["key" .. i] = i end
local function range(n, i)
  if i < n then return i + 1 end
end
local function each(values)
  local i = 0
  return function()
    i = i + 1
    return values[i]
  end
end
for _ = 1, 2500 do
  for _, value in pairs(map) do sum = sum + value end
  for key, value in pairs(list) do sum = sum + key * value end
  for index, value in ipairs(list) do sum = sum + index - value end
  sum = sum % 1000003
end
for _ = 1, 1000 do
  local key, value = next(map)
  while key do
    sum = sum + value
    key, value = next(map, key)
  end
  for i in range, 1000, 0 do sum = sum + i end
  for value in each(list) do sum = sum + value end
  sum = sum % 1000003
end
print(sum)
