-- __mod and __idiv, and what the operators do without them.
local mt = { __mod = function(a, b) return "mod", "extra" end, __idiv = function(a, b) return { a, b } end }
local x = setmetatable({}, mt)
print(x % 3, 3 % x, x % x, #(x // 2), (x // 2)[2], (2 // x)[1], x % "s")
for _, p in ipairs { { 7, 3 }, { -7, 3 }, { 7, -3 }, { -7, -3 }, { 7.5, 2 }, { -7.5, 2 }, { 7, 2.5 }, { 6, 3 }, { -6, 3 }, { 0, 5 } } do
  io.write(p[1] % p[2], " ", p[1] // p[2], " | ")
end
print()
print(pcall(function() return {} % 2 end))
print(pcall(function() return 2 // {} end))
print(pcall(function() return 1 // 0 end))
print(pcall(function() return 1 % 0 end))
print(1 // 0.0, -1 // 0.0, pcall(function() return math.mininteger // -1, math.mininteger % -1 end))
print(5 % math.huge, -5 % math.huge, 5 % -math.huge, -5 % -math.huge, 5 // math.huge, -5 // math.huge)
