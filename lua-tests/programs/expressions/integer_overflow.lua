-- Integer arithmetic wraps around; float conversions do not.
local min, max = math.mininteger, math.maxinteger
print(max + 1 == min, min - 1 == max, max * 2, min * 2, -min == min, max * max, min * min, min * -1)
print(max + 1.0, min - 1.0, max * 2.0, -min * 1.0, max // 1.0, 2 ^ 63, -2 ^ 63, 2 ^ 63 == max + 1.0, -2 ^ 63 == min)
print(max + 0.0 == max, max + 0.0 == 2 ^ 63, min + 0.0 == min, (2 ^ 53 | 0) + 1, 2 ^ 53 + 1)
print(math.abs(min), -max - 1 == min, max // 2 + max // 2 + 1 == max, 1 << 63, 1 << 64, 1 << -1, -1 >> 1,
  -1 >> 63, -1 >> 64, -1 << 63, 5 >> -1)
print(3 & -1, -4 & 3, -1 | 0, -1 ~ 5, ~0, ~max == min, 1.0 & 3, 2 ^ 62 | 0, -0.0 | 0, 1e15 | 0)
print(pcall(function() return 2 ^ 63 | 0 end))
print(pcall(function() return 1.5 | 0 end))
print(pcall(function() return (0 / 0) | 0 end))
print(pcall(function() return math.huge & 1 end))
print(1 << 62, 1 << 63 >> 63, 1 << max, 1 << min, 1 >> min, 1 >> max, -1 >> -63, -1 << -63)
for i = max - 2, max do io.write(i, " ") end
for i = min + 2, min, -1 do io.write(i, " ") end
print()
