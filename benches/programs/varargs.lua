-- Varargs, table.pack and unpack, select, pcall: calls of functions that do not know their arguments.
local function sum(...)
  local total = 0
  for i = 1, select("#", ...) do total = total + (select(i, ...)) end
  return total
end
local function pass(...) return ... end
local function collect(...)
  local values = { ... }
  return #values, table.unpack(values)
end
local total = 0
for i = 1, 1500000 do
  total = total + sum(pass(i, 2, 3, i % 5))
  local count, first = collect(i, i, i)
  total = total + count + first
  local ok, value = pcall(sum, 1, 2, i)
  if ok then total = total + value end
end
print(total)
assert(total == 3375021750000)
