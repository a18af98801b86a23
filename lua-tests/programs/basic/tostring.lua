-- tostring of numbers and of the other types.
for _, v in ipairs { 0, -0.0, 1, 1.0, -1.5, 1e15, 1e16, 1e14, 123456789012345, 1234567890123456, 12345678901234567, 0.1, 0.2 + 0.1, 1 / 3, 100, 1e2, 1e100, 1e-5, 1e-4, 123.456e-10, 2 ^ 31, 2 ^ 53, 2 ^ 63, -2 ^ 63, 2 ^ 64, math.maxinteger, math.mininteger, math.huge, -math.huge, math.pi, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 3.14159265358979, 1e21, 99999999999999.9, 999999999999999.9, 0.1 + 0.7, 4.35, 1e0, 12345.678, 1e-10, 123e5 } do
  io.write(tostring(v), " ")
end
print()
print(tostring(nil), tostring(true), tostring(false), tostring("x"), tostring(""), (tostring(0 / 0):gsub("-", "")))
print((tostring({}):gsub("0x%x+", "P")), (tostring(print):gsub("0x%x+", "P")),
  (tostring(function() end):gsub("0x%x+", "P")), (tostring(coroutine.create(print)):gsub("0x%x+", "P")),
  (tostring(io.stdout):gsub("0x%x+", "P")))
print(pcall(tostring)) print(pcall(tostring, nil)) print(select("#", tostring(1, 2)))
local mt = { __tostring = function(t) return t.s end }
print(tostring(setmetatable({ s = "named" }, mt)), pcall(tostring, setmetatable({ s = 5 }, mt)),
  pcall(tostring, setmetatable({}, mt)))
print(tostring(setmetatable({}, { __name = "N" })):match("^N: ") ~= nil, tostring(1) == "1", #tostring(12345))
print(tostring(-0.0), tostring(0.0), 0.0 == -0.0, tostring(1e15 + 0.5), 3 | 0, 3.0, -7 // 2.0, 7 % -3.0)
getmetatable("").__tostring = function(s) return "<" .. s:upper() .. ">" end
print("x", tostring("y"), ("%s"):format("z"))
getmetatable("").__tostring = nil
