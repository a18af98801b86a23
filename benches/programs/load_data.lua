-- load of large data: a table of records, a long list of numbers, many short strings.
local parts = { "return {" }
for i = 1, 4000 do
  parts[#parts + 1] = string.format("{ id = %d, name = %q, ratio = %.3f, tags = { 'a', %q }, on = true },",
    i, "item " .. i, i / 3, "t" .. i % 50)
end
parts[#parts + 1] = "}"
local records = table.concat(parts, "\n")
local numbers = {}
for i = 1, 30000 do numbers[i] = i * 7919 % 100003 end
numbers = "return {" .. table.concat(numbers, ", ") .. "}"
local load = loadstring or load
local sum = 0
for _ = 1, 20 do
  local list = load(records)()
  sum = sum + #list + list[4000].id + #list[17].name
  list = load(numbers)()
  sum = sum + #list + list[30000]
end
print(#records, #numbers, sum)
