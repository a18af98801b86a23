-- Factorials and powers with digits in a table.
local function mul(a, n)
  local carry = 0
  for i = 1, #a do
    local p = a[i] * n + carry
    a[i], carry = p % 10000000, p // 10000000
  end
  while carry > 0 do a[#a + 1] = carry % 10000000 carry = carry // 10000000 end
end
local function show(a)
  local parts = { tostring(a[#a]) }
  for i = #a - 1, 1, -1 do parts[#parts + 1] = ("%07d"):format(a[i]) end
  return table.concat(parts)
end
local f = { 1 }
for n = 1, 60 do mul(f, n) if n % 12 == 0 then print(n, show(f)) end end
local p = { 1 }
for _ = 1, 200 do mul(p, 2) end
print(show(p), #show(p))
