-- table.sort with a comparison function: records by two fields, numbers downwards, strings by length.
local seed = 42
local function random()
  seed = seed * 16807 % 2147483647
  return seed
end
local numbers, words, records = {}, {}, {}
for i = 1, 120000 do numbers[i] = random() end
for i = 1, 30000 do words[i] = ("x"):rep(random() % 30) .. random() end
for i = 1, 60000 do records[i] = { key = random() % 1000, order = i } end
table.sort(numbers, function(a, b) return a > b end)
table.sort(words, function(a, b)
  if #a ~= #b then return #a < #b end
  return a < b
end)
table.sort(records, function(a, b)
  if a.key ~= b.key then return a.key < b.key end
  return a.order > b.order
end)
for i = 2, #numbers do assert(numbers[i - 1] >= numbers[i]) end
for i = 2, #words do assert(#words[i - 1] <= #words[i]) end
for i = 2, #records do
  local a, b = records[i - 1], records[i]
  assert(a.key < b.key or a.key == b.key and a.order > b.order)
end
print(numbers[1], words[1], records[1].order, records[#records].order)
