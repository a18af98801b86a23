-- The edges of floats: largest, smallest, next ones, overflow, underflow, signs of zero.
print(1.7976931348623157e308, 1.7976931348623157e308 * 2, 2.2250738585072014e-308, 4.9406564584124654e-324,
  4.9406564584124654e-324 / 2, 1e308 + 1e308, -1e308 * 10)
print(2 ^ 53, 2 ^ 53 + 1, 2 ^ 53 + 2, 2 ^ 1023, 2 ^ 1024, 2 ^ -1074, 2 ^ -1075, 1 + 2 ^ -52 ~= 1,
  1 + 2 ^ -53 == 1, 0.1 + 0.2, 0.1 + 0.2 == 0.3, 1 / 3 * 3 == 1)
print(0.0 == -0.0, 1 / 0.0, 1 / -0.0, -0.0, 0.0 - 0.0, -0.0 + 0.0, -0.0 - 0.0, 0.0 * -1, math.abs(-0.0),
  -0.0 // 1, math.max(0.0, -0.0), ("%g %g"):format(0.0, -0.0))
local inf, nan = math.huge, 0 / 0
print(inf, -inf, inf == inf, inf > 1e308, inf - inf ~= inf - inf, inf * 0 ~= inf * 0, nan ~= nan,
  nan == nan, not (nan < nan), inf // 1, -inf % 2 ~= -inf % 2, 5 % inf, -5 % inf, inf + 1 == inf, 1 / inf,
  -1 / inf)
print(math.maxinteger + 0.0, math.mininteger + 0.0, math.maxinteger + 0.0 == 2 ^ 63,
  math.maxinteger == 2 ^ 63, math.mininteger == -2 ^ 63, 2 ^ 63 > math.maxinteger, math.maxinteger // 1.0,
  9007199254740993, 9007199254740993.0)
print(string.format("%.17g %.17g %.17g", 0.1, 1e21, 123456789.123),
  string.format("%a %a %a", 1, 0.1, 2 ^ -1074), tostring(1e15), tostring(1e16), 123456789012.5, 1e14 + 0.5,
  0.1 + 0.7, 100 * 1.1)
