-- Numerals in source code, integer or float, and what is malformed.
print(3, 345, 0xff, 0xBEBADA, 0x7fffffffffffffff, 0xffffffffffffffff, 0x1ffffffffffffffff)
print(3.0, 3.1416, 314.16e-2, 0.31416E1, 34e1, 0x0.1E, 0xA23p-4, 0X1.921FB54442D18P+1)
print(9223372036854775807, 9223372036854775808, 1e308, 1e309, 5e-324, 1e-400, 0x1p-1074, 0x1p1024)
print(.5, 5., 0x.8, 0x8., 1E+2, 1e-2, 0xep1, 0xE+1, 3 .. 4)
print(math.type(1), math.type(1.), math.type(0x10), math.type(0x10p0), math.type(1e0), math.type(9223372036854775808))
print(0x10000000000000000, -9223372036854775808, math.type(-9223372036854775808), 00012, 1e0000000001)
for _, code in ipairs { "3x", "0x", "0xg", "1e", "1e+", "0x1p", "0x1p-", "1..2", "1.2.3", "0x1.2.3", "1e5x", "08a", "0b1", "1_000", "3.x", ".5.", "0xep", "12abc", "1e1.5", "0x.p1", "0x.", "1ee5", "9e", "1.e" } do
  print(load("return " .. code, "=n"))
end
