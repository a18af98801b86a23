-- Integers against floats where a float cannot hold the integer.
local min, max = math.mininteger, math.maxinteger
local values = { min, min + 1, -2 ^ 53 | 0, -1, 0, 1, 2 ^ 53 | 0, (2 ^ 53 | 0) + 1, max - 1, max,
  -math.huge, -2.0 ^ 63, -2.0 ^ 53, -1.0, -0.5, -0.0, 0.5, 1.0, 2.0 ^ 53, 2.0 ^ 53 + 2, 2.0 ^ 63, math.huge,
  0 / 0 }
for i, a in ipairs(values) do
  local row = {}
  for j, b in ipairs(values) do
    row[j] = (a < b and "<" or "") .. (a <= b and "l" or "") .. (a == b and "=" or "") .. (a > b and ">" or "") .. (a >= b and "g" or "") .. (a ~= b and "~" or "")
  end
  print(table.concat(row, " "))
end
print(math.ult(1, -1), math.ult(-1, 1), math.ult(max, min), 1 < 1.5, 1.5 < 2, max < 2 ^ 63,
  max + 0.0 < 2 ^ 63, min < -2 ^ 63)
