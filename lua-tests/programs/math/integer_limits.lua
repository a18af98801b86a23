-- The edges of integers in every operation.
local max, min = math.maxinteger, math.mininteger
print(max, min, max + 1 == min, min - 1 == max, -min == min, max * 2, min * 2, max * max, min // -1,
  min % -1, max // -1, math.abs(min), min * -1)
print(max + 1.0, max - 0.0, max / 2, max // 2, max % 10, min % 10, min // 10, -max // 2, (max + min),
  max ~ min, max & min, max | min, ~max == min, max << 1, min >> 1, min >> 63, 1 << 63 == min)
print(0x7fffffffffffffff, 0x8000000000000000, 0xffffffffffffffff, 0x10000000000000000, 9223372036854775807,
  9223372036854775808, -9223372036854775808, -9223372036854775809)
print(tostring(min), ("%d"):format(min), ("%x"):format(-1), ("%u"):format(-1) ~= nil,
  tonumber("-9223372036854775808"), tonumber("9223372036854775808"), tonumber("0x8000000000000000"),
  math.tointeger("9223372036854775807"), math.tointeger("9223372036854775808"), math.ult(max, min),
  math.ult(-1, 1))
for i = max - 1, max do io.write(i, " ") end for i = min + 1, min, -1 do io.write(i, " ") end
for i = max, max - 2, -2 do io.write(i, " ") end print()
print(max < max + 1.0, max == max + 1.0, max <= 2 ^ 63, min <= -2 ^ 63, min == -2 ^ 63, max > 2 ^ 63 - 1025,
  2 ^ 63 - 1024 < max, (1 << 53) + 1 == 2 ^ 53 + 1, (1 << 53) + 1 > 2 ^ 53)
print(pcall(function() return max // 0 end), pcall(function() return min % 0 end),
  pcall(function() return 1 << max, 1 >> max, 1 << min end), pcall(function() return 2 ^ 63 | 0 end),
  pcall(string.format, "%d", 2 ^ 63), pcall(string.rep, "x", 2 ^ 63))
local t = { [max] = "max", [min] = "min", [max - 1] = "max-1" }
print(t[max], t[min], t[max - 1], t[max + 0.0], #t, rawlen(t))
