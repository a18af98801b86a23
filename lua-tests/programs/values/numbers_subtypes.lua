-- Integers and floats: which operation gives which.
local function t(x) return math.type(x) end
print(t(1), t(1.0), t(1e2), t(0x10), t(0x1p4), t(3 // 1), t(3.0 // 1), t(4 / 2), t(2 ^ 2), t(7 % 2), t(7 % 2.0))
print(t(1 + 1), t(1 + 1.0), t(1 * 1), t(1.0 * 1), t(-1), t(-1.0), t(1 & 1), t(1.0 | 2), t("1" + 1),
  t("1.0" + 1), t("1" * "2"))
print(t(math.floor(1.5)), t(math.ceil(1.5)), t(math.max(1, 2.0)), t(math.max(1.0, 0)), t(math.abs(-1)),
  t(math.abs(-1.0)), t(math.sqrt(4)), t(#"abc"))
print(t(tonumber "10"), t(tonumber "10.0"), t(tonumber "1e1"), t(tonumber("10", 10)), t(tonumber "0x10"),
  t(math.tointeger(3.0)), t(1 // 0.0), t(string.len "x"))
print(3 | 0, 3.0 | 0, 2 ^ 31 | 0, 1e15 // 1, 1e15 // 1 | 0, 10 // 2, 10 // 2.0, 7 // 2, -7 // 2, 7 / 2)
for i = 1, 2 do io.write(t(i), " ") end
for i = 1.0, 2 do io.write(t(i), " ") end
for i = 1, 2, 1.0 do io.write(t(i), " ") end
for i = 1, 2.5 do io.write(t(i), " ") end
print()
print(1e308 * 10, -1e308 * 10, math.maxinteger + 1.0, math.maxinteger * 2.0, 5 // 0.0, -5 // 0.0,
  0.0 / 0.0 ~= 0.0 / 0.0)
