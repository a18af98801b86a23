-- __band, __bor, __bxor: called for tables and for numbers that are no integers.
local mt = {}
for _,
  e in ipairs { "band", "bor",
  "bxor" } do mt["__" .. e] = function(a, b) return e .. " " .. type(a) .. " " .. type(b) end end
local x = setmetatable({}, mt)
print(x & 1, 1 & x, x | 1, 1 | x, x ~ 1, 1 ~ x, x & x, x | 1.5, 1.5 ~ x, x & "s", "s" | x, nil ~ x)
print(6 & 3, 6 | 3, 6 ~ 3, -1 & 255, 1 << 63 | 1, 5.0 & 3, 2 ^ 40 | 1, -1 ~ 0, 0xff & ~0xf)
print(pcall(function() return {} & 1 end))
print(pcall(function() return 1 | {} end))
print(pcall(function() return "1" ~ 1 end))
print(pcall(function() return 1.5 & 1 end))
print(pcall(function() return 1 | 2 ^ 64 end))
print(pcall(function() local f = 0.1 return f ~ 1 end))
print(pcall(function() local t = { x = 1.5 } return t.x & 1 end))
print(pcall(function() return math.huge | 0 end))
