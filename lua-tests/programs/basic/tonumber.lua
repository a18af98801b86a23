-- tonumber: numerals of every form, bases, what is none.
for _, s in ipairs { "10", " 10 ", "\t10\n", "0x10", "-0x10", "+5", "- 5", "--5", "1e1", "1E+1", "1e", ".5", "5.", ".", "0x.8", "0x8.", "0x.", "0x", "0xp1", "0x1p4", "0x1p-4", "0x1.8p1", "inf", "nan", "infinity", "1_0", "1 0", "", " ", "10a", "a", "0b1", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "0x7fffffffffffffff", "0xffffffffffffffff", "0x10000000000000000", "1e308", "1e309", "-1e309", "5e-324", "1e-400", "00012", "0x00ff", "1.5.5", "0x1g", "1e5.5", "١", "1\0", "\0001", "0X1P+1", "1e+05", "  -.5e-1  ", "0x-1", "1e 5", "\v1\f\r" } do
  local n = tonumber(s)
  print(("%q"):format(s), n, math.type(n))
end
for _, case in ipairs { { "10", 2 }, { "ff", 16 }, { "FF", 16 }, { "zz", 36 }, { "Zz", 36 }, { "8", 8 }, { "7", 8 }, { "-11", 2 }, { "+11", 2 }, { " 11 ", 2 }, { "1 1", 2 }, { "", 2 }, { " ", 10 }, { "-", 10 }, { "1.0", 10 }, { "1e1", 10 }, { "1e1", 16 }, { "0x10", 16 }, { "0x10", 36 }, { "7fffffffffffffff", 16 }, { "ffffffffffffffff", 16 }, { "10000000000000000", 16 }, { "9223372036854775808", 10 }, { ("1"):rep(64), 2 }, { ("1"):rep(65), 2 }, { "1\0", 10 }, { "- 1", 10 }, { "--1", 10 }, { "9", 9 }, { "a", 10 }, { "A", 11 }, { "é", 36 } } do
  print(case[1], case[2], tonumber(case[1], case[2]))
end
local function try(...) print(pcall(tonumber, ...)) end
try() try(nil) try({}) try(true) try(print) try(10) try(10.5) try(nil, 10) try(10, 10) try("10", 1)
try("10", 37) try("10", 0) try("10", -2) try("10", "2") try("10", 2.0) try("10", 2.5) try("10", {})
try("10", nil) try({}, 10) try("10", 1e10) try()
