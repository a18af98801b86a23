-- How numbers are written, read, converted and compared.
local function show(...)
  local parts = table.pack(...)
  for i = 1, parts.n do parts[i] = tostring(parts[i]) .. ":" .. (math.type(parts[i]) or type(parts[i])) end
  print(table.concat(parts, " "))
end
show(1, 1.0, -0.0, 0x7fffffffffffffff, 0xffffffffffffffff, 9223372036854775808, 1e15, 1e16, 2 ^ 53, 2 ^ 63, 1e100, 0.1)
show(3 // 2, 3.0 // 2, -3 // 2, 3 // -2, -3.5 // 2, 1 // 0.0, -1 // 0.0, 0.0 / 0.0 ~= 0.0 / 0.0)
show(3 % 2, -3 % 2, 3 % -2, -3.5 % 2, 3.5 % -2, 5 % math.huge, -5 % math.huge, 5.5 % -math.huge)
show(7 / 2, 8 / 2, 2 ^ 10, 2 ^ 0.5, 10 // 3 * 3 + 10 % 3)
show(math.maxinteger + 1 == math.mininteger, math.mininteger // -1, math.mininteger % -1, math.maxinteger * 2)
show(1 << 63, 1 << 64, 1 << -1, -1 >> 1, -1 >> 63, -1 >> 64, 5 & 3.0, 5 | 8, 5 ~ 1, ~0)
show("10" + 5, "0x10" * 2, " 3 " + 0, "1e1" - 0, "5" // "2", -"2", 10 .. 20)
for _, text in ipairs { "10", "0x1p4", "  12  ", "1e", "0x", "1 2", "", "inf", "nan", "1_000", "0b1", "1e400", "-0x8000000000000000", "9223372036854775808" } do
  io.write(("%q"):format(text), " ", tostring(tonumber(text)), "; ")
end
print()
for _, case in ipairs { { "zz", 36 }, { "-ff", 16 }, { "12", 3 }, { "19", 8 }, { " 7 ", 8 }, { "1e1", 16 }, { "7fffffffffffffff", 16 }, { "ffffffffffffffffff", 16 } } do
  io.write(tostring(tonumber(table.unpack(case))), " ")
end
print()
show(1 == 1.0, 1 < 1.5, math.maxinteger < math.huge, math.maxinteger + 0.0 == math.maxinteger, 2 ^ 53 == 2 ^ 53 + 1)
show(math.mininteger <= -2 ^ 63, math.maxinteger < 2 ^ 63, math.maxinteger >= 2 ^ 63, 1 < 0 / 0, 0 / 0 >= 1)
show(math.tointeger(3.0), math.tointeger(3.5), math.tointeger("8"), math.tointeger(2 ^ 63), math.floor(-3.5), math.ceil(-3.5), math.floor(1e300))
show(math.fmod(-7, 3), math.fmod(7, -3), math.fmod(-7.5, 2), math.ult(1, -1), math.abs(math.mininteger), math.max(1, 2.5, 2), math.min(3, 1.0))
for _, format in ipairs { "%d", "%5d", "%-5d|", "%05d", "%+d", "%x", "%X", "%#x", "%o", "%c", "%i", "%e", "%.3f", "%g", "%a", "%10.2f|", "%-10.1e|", "%%", "%s", "%q", "%5s|", "%.0f", "%#.0f" } do
  io.write(format, "=", format:format(65), " ")
end
print()
print(("%q %q %q %q"):format(1 / 3, math.mininteger, 1 / 0, 0xff), ("%.14g %.17g"):format(0.1, 0.1), ("%.20s|%.2s|%s"):format("abc", "abc", nil))
for i = math.maxinteger - 2, math.maxinteger do io.write(i, " ") end
for i = math.mininteger, math.mininteger + 2 do io.write(i, " ") end
for i = 1, 0 do io.write("never") end
for i = 3, 1, -1 do io.write(i, " ") end
for i = 1.0, 2, 0.25 do io.write(i, " ") end
for i = 1, 3.9 do io.write(i, " ") end
for i = 1, math.huge do if i > 3 then break end io.write(i, " ") end
print()
for _, f in ipairs {
  function() return 1 // 0 end, function() return 1 % 0 end, function() for i = 1, 10, 0 do end end,
  function() for i = "a", 2 do end end, function() for i = 1, {} do end end, function() return 1 & 1.5 end,
  function() return "a" + 1 end, function() return "a" | 1 end, function() return 2 ^ 63 | 0 end, function() return {} < {} end,
  function() return 1 < "2" end, function() return ("x"):rep(-1) < 1 end, function() return math.tointeger({}) end,
  function() return ("%d"):format(1.5) end, function() return ("%d"):format("1.0") end, function() return tonumber("1", 99) end,
  function() return math.random(2, 1) end, function() return math.floor("x") end,
} do
  print(pcall(f))
end
-- the remainder of floats whose product with the divisor is too small for a float has the divisor's sign
local tiny = 1e-306
print((-2.1 * tiny) % (2 * tiny), (2.1 * tiny) % (-2 * tiny))
print(pcall(load "return 1 % 0"))
-- max and min compare as < does, whatever the type
print(math.max("10", "9"), math.min("10", "9"), math.max("only one"), pcall(math.max), pcall(math.min, 1, {}))
