-- // and % for all signs, integers and floats, and at the limits.
for _, a in ipairs { 7, -7, 7.0, -7.5, 0, -0.0 } do
  for _, b in ipairs { 2, -2, 2.0, -2.5, 1, -1 } do
    io.write(string.format("%s//%s=%s %s%%%s=%s; ", a, b, a // b, a, b, a % b))
  end
  print()
end
local min, max = math.mininteger, math.maxinteger
print(min // -1, min % -1, max // -1, max % -1, min // 1, min % max, max % min, min // max, max // min, min % min)
print(1 // 0.0, -1 // 0.0, 0 // 0.0 ~= 0 // 0.0, 1 % 0.0 ~= 1 % 0.0, 1 % math.huge, -1 % math.huge,
  1 % -math.huge, -1 % -math.huge, 1 // math.huge, -1 // math.huge)
print(pcall(function() return 1 // 0 end))
print(pcall(function() return 1 % 0 end))
print(pcall(function() return min // 0 end))
print(pcall(function() local z = 0; return 5 % z end))
print(pcall(function() local z = 0; return z // z end))
print(5.3 % -2, -5.3 % 2, 1e308 % 3, 1e15 // 0.1, 0.0 % 1, -0.0 % 1, 1 / (-0.0 % 1), 5 % 3.0, 5.0 // 2)
