-- Rounding idioms, negative numbers, large numbers, integers kept.
local function round(x) return math.floor(x + 0.5) end
local function trunc(x) return x >= 0 and math.floor(x) or math.ceil(x) end
for _, x in ipairs { 0.5, 1.5, 2.5, -0.5, -1.5, 2.4, -2.4, 2.6, -2.6, 1e15 + 0.5, 0.49999999999999994, 3,
  -3,
  2 ^ 52 + 0.5 } do print(x, round(x), trunc(x), math.floor(x), math.ceil(x), x // 1, x % 1, math.modf(x)) end
print(("%.0f %.0f %.0f %.0f"):format(0.5, 1.5, 2.5, 3.5), ("%.2f %.2f %.1f"):format(2.675, 1.005, 0.25),
  ("%d"):format(3.0), pcall(string.format, "%d", 3.5))
print(math.floor(-0.0), math.ceil(-0.5), math.floor(2 ^ 70) == 2 ^ 70, math.type(math.floor(2 ^ 70)),
  math.type(math.floor(2 ^ 62)), math.tointeger(2 ^ 53), math.tointeger(2 ^ 53 + 0.5))
print(7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3, 7.5 // 2, -7.5 // 2, 7.5 % 2,
  -7.5 % 2, math.fmod(7, 3), math.fmod(-7, 3), math.fmod(7, -3), math.fmod(-7.5, 2))
