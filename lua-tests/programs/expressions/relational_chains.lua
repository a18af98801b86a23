-- Comparisons of equal and mixed types, negations, nan, and in loops.
local nan = 0 / 0
print(1 < 2, 2 < 1, 1 < 1, 1 <= 1, 2 >= 3, "a" < "b", "a" < "B", "abc" < "abd", "" < "a", "10" < "9")
print(nan < 1, nan > 1, nan <= nan, nan >= nan, nan == nan, nan ~= nan, not (nan < 1), not (nan >= 1),
  1 < math.huge, -math.huge < math.mininteger)
print(1 == 1.0, 1 < 1.5, 1.5 < 2, 2 ^ 53 == (1 << 53), (1 << 53) + 1 > 2 ^ 53, math.maxinteger < math.huge,
  math.maxinteger + 0.0 > math.maxinteger, math.mininteger <= -2 ^ 63)
print((1 < 2) == true, 1 < 2 == true, not 1 == 2, not (1 == 2), 1 ~= 2 and 2 ~= 3, "x" == "x" == true)
print(pcall(function() return 1 < 2 < 3 end))
print(pcall(function() return {} > {} end))
print(pcall(function() return "a" >= 1 end))
print(pcall(function() return nil < 1 end))
print(pcall(function() return print <= type end))
local c = 0
for i = 10, 1, -3 do if i > 5 and i ~= 7 or i <= 1 then c = c + i end end
print(c)
local a, b = 5, 10
while a < b do a, b = a + 2, b - 1 end
print(a, b, a >= b, a > b, a == b)
