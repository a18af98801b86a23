-- string.sub at every kind of position.
local function try(...) print(pcall(string.sub, ...)) end
local s = "hello"
for _, i in ipairs { -7, -6, -5, -2, -1, 0, 1, 3, 5, 6, 7 } do
  local row = {}
  for _, j in ipairs { -7, -5, -1, 0, 1, 4, 5, 6 } do row[#row + 1] = "[" .. s:sub(i, j) .. "]" end
  print(i, s:sub(i), table.concat(row))
end
print(s:sub(2.0, 3), s:sub("2", "3"), s:sub(1, nil), s:sub(math.mininteger, math.maxinteger),
  s:sub(math.maxinteger), s:sub(math.mininteger), ("").sub("", 1, 0), s:sub(math.maxinteger, math.mininteger))
try() try("x") try("x", nil) try("x", {}) try("x", 1.5) try("x", 1, {}) try({}, 1) try(nil, 1) try("x", "a")
try(123, 2) try(12.5, 2) try("x", 0 / 0) try("x", 1e100) try("x", -1e100) try("x", 1, 2 ^ 63) try(true, 1)
print(("a\0b\0c"):sub(2, 4):byte(1, -1))
try(function() ("x"):sub() end)
print(pcall(function() ("x"):sub() end)) print(pcall(function() ("x"):sub({}) end))
print(pcall(function() ("x"):sub(1, {}) end)) print(pcall(function() string.sub() end))
print(pcall(function() local t = { sub = string.sub }; t:sub(1) end))
print(pcall(function() local t = { sub = string.sub }; t.sub(1) end))
