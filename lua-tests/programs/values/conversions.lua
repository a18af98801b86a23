-- tostring, tonumber, string.format and concatenation agree about numbers.
for _, n in ipairs { 0, -0.0, 1, 1.0, -1.5, 0.1, 1e15, 1e16, 2 ^ 53, 2 ^ 63, -2 ^ 63, 1e100, 1e-7, 123456.789, 1 / 3, math.pi, math.maxinteger, math.mininteger, 1e300, 5e-324 } do
  local s = tostring(n)
  print(s, n .. "" == s, ("%s"):format(n) == s, tonumber(s) == n, math.type(tonumber(s)) == math.type(n),
    ("%.14g"):format(n) == s, ("%.17g"):format(n), tonumber(("%.17g"):format(n)) == n,
    tonumber(("%a"):format(n)) == n)
end
print(tostring(1 / 0), tostring(-1 / 0), tonumber("inf"), tonumber("1e999"), tonumber("-1e999"),
  tostring(2 ^ 31), tostring(1e5), tostring(1e4 + 0.5), 1e15, 1e15 + 1, 123e13, 1e14)
print(tonumber("  12  "), tonumber("1 2"), tonumber(""), tonumber(" "), tonumber("0x"), tonumber("1."),
  tonumber(".1"), tonumber("."), tonumber("1e"), tonumber("0x1p"), tonumber("1e+5"), tonumber("+1"),
  tonumber("- 1"))
print(math.tointeger(5.0), math.tointeger("5"), math.tointeger("5.0"), math.tointeger(5.5),
  math.tointeger("x"), 5.0 | 0, pcall(function() return 5.5 | 0 end), ("%d"):format(5.0), ("%d"):format("5"),
  pcall(string.format, "%d", "5.5"))
