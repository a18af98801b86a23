-- table.sort without a comparison function: integers, floats, strings, sorted and reversed input.
local seed = 42
local function random()
  seed = seed * 16807 % 2147483647
  return seed
end
local function check(list)
  for i = 2, #list do assert(list[i - 1] <= list[i]) end
end
local hash = 0
for round = 1, 3 do
  local integers, floats, words = {}, {}, {}
  for i = 1, 100000 do integers[i] = random() end
  for i = 1, 50000 do floats[i] = random() / 1024 end
  for i = 1, 30000 do words[i] = "word" .. random() % 50000 end
  table.sort(integers)
  check(integers)
  table.sort(integers)
  for i = 1, #integers / 2 do
    local j = #integers + 1 - i
    integers[i], integers[j] = integers[j], integers[i]
  end
  table.sort(integers)
  table.sort(floats)
  table.sort(words)
  check(integers)
  check(floats)
  check(words)
  hash = (hash * 31 + integers[50000] + #words[15000] + round) % 1000000007
end
print(hash)
