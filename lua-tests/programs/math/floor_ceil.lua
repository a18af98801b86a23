-- floor, ceil, tointeger, type: results as integers where they fit.
local values = { 0, -0.0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, 1e15, 1e15 + 0.5, -1e15 - 0.5, 2 ^ 53, 2 ^ 62,
  2 ^ 63, -2 ^ 63, 2 ^ 64, 1e100, -1e100, 1 / 0, -1 / 0, math.maxinteger, math.mininteger, "3.7", "-3.7",
  "10", "0x1p4", " 5 ", "1e1", 9007199254740993, 0.9999999999999999, -0.9999999999999999 }
for _, v in ipairs(values) do
  local f, c, t = math.floor(v), math.ceil(v), math.tointeger(v)
  print(v, f, math.type(f), c, math.type(c), t, math.type(v), pcall(math.abs, v))
end
print(math.floor(0 / 0) ~= math.floor(0 / 0), math.ceil(0 / 0) ~= math.ceil(0 / 0), math.tointeger(0 / 0))
for _, f in ipairs { "floor", "ceil", "tointeger", "type", "abs", "sqrt", "exp", "sin", "cos", "tan", "asin", "acos", "deg", "rad" } do
  for _, v in ipairs { "x", {}, true, print, "" } do print(f, pcall(math[f], v)) end
  print(f, pcall(math[f])) print(f, pcall(math[f], nil))
end
print(math.tointeger("8"), math.tointeger("8.0"), math.tointeger("x"), math.tointeger("0x10"),
  math.tointeger(3.0), math.tointeger(3.5), math.tointeger({}), math.tointeger(2 ^ 63),
  math.tointeger(-2 ^ 63), math.tointeger(""), math.tointeger(" 3 "))
