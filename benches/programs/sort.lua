-- table.sort, with and without a comparison function, of numbers, strings and records.
local seed = 42
local function random()
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return seed >> 4
end
local numbers, words, records = {}, {}, {}
for i = 1, 200000 do numbers[i] = random() end
for i = 1, 60000 do words[i] = "w" .. random() % 50000 end
for i = 1, 100000 do records[i] = { key = random() % 1000, order = i } end
table.sort(numbers)
table.sort(words)
table.sort(records, function(a, b)
  if a.key ~= b.key then return a.key < b.key end
  return a.order > b.order
end)
table.sort(numbers, function(a, b) return a > b end)
for i = 2, #numbers do assert(numbers[i - 1] >= numbers[i]) end
for i = 2, #words do assert(words[i - 1] <= words[i]) end
for i = 2, #records do assert(records[i - 1].key <= records[i].key) end
print(numbers[1], words[1], records[1].order)
