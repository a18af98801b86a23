-- Arrays: writing and reading by integer index.
local count
for _ = 1, 6 do
  local composite = {}
  local limit = 2000000
  for i = 1, limit do composite[i] = false end
  count = 0
  for i = 2, limit do
    if not composite[i] then
      count = count + 1
      for j = i * i, limit, i do composite[j] = true end
    end
  end
end
assert(count == 148933)
print(count)
