-- Tables with string keys: inserting, reading, updating, removing, walking with pairs.
local keys = {}
for i = 1, 5000 do keys[i] = "key" .. i * 7919 % 5003 end
local sum = 0
for round = 1, 150 do
  local map = {}
  for i = 1, #keys do map[keys[i]] = i end
  for step = 1, 4 do
    for i = 1, #keys do
      local key = keys[i]
      map[key] = map[key] + step
    end
  end
  for i = 1, #keys, 3 do map[keys[i]] = nil end
  for key, value in pairs(map) do sum = sum + value + #key end
  sum = sum % 1000003 + round
end
local point = { x = 1, y = 2, z = 3, name = "p" }
for i = 1, 10000000 do
  point.x = point.x + 1
  point.y = point.y + point.x % 3
  point.z = point.z - 1
end
print(sum, point.x, point.y, point.z)
assert(sum == 645851)
