-- The table library: insert and remove at both ends and in the middle, concat, unpack, `#`.
local insert, remove, concat = table.insert, table.remove, table.concat
local unpack = table.unpack or unpack
local sum = 0
local stack = {}
for round = 1, 20 do
  for i = 1, 100000 do insert(stack, i * round) end
  for _ = 1, 100000 do sum = (sum + remove(stack)) % 1000003 end
end
assert(#stack == 0)
local window = {}
for i = 1, 120000 do
  insert(window, 1, i)
  if #window > 40 then sum = sum + remove(window) end
  if i % 3 == 0 and #window > 5 then
    insert(window, #window / 2 - #window / 2 % 1 + 1, remove(window, 5))
  end
end
for i = 1, 300000 do
  local a, b, c, d = unpack(window, i % 20 + 1, i % 20 + 4)
  sum = (sum + a - b + c * d) % 1000003
end
local length = 0
for _ = 1, 8000 do length = length + #concat(window, ", ") end
print(sum, length, #window)
