-- Varargs: passed on, counted and picked by select, collected in a table, unpacked.
local unpack = table.unpack or unpack
local function sum(...)
  local total = 0
  for i = 1, select("#", ...) do total = total + (select(i, ...)) end
  return total
end
local function pass(...) return ... end
local function collect(...)
  local values = { ... }
  return #values, unpack(values)
end
local function last(first, ...)
  if select("#", ...) == 0 then return first end
  return last(...)
end
local total = 0
for i = 1, 900000 do
  total = total + sum(pass(i, 2, 3, i % 5))
  local count, first = collect(i, i, i)
  total = total + count + first
  total = total + last(1, 2, 3, i % 7)
end
print(total)
