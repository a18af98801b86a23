-- __shl, __shr and __bnot; shifts by every amount.
local mt = { __shl = function(a, b) return "shl" end, __shr = function(a, b) return "shr" end,
  __bnot = function(a) return "bnot" end }
local x = setmetatable({}, mt)
print(x << 1, 1 << x, x >> 1, 1 >> x, ~x, x << 1.5, "s" >> x)
for _, n in ipairs { 0, 1, 31, 32, 62, 63, 64, 65, -1, -63, -64, math.maxinteger, math.mininteger } do
  print(n, 1 << n, -1 << n, 1 >> n, -1 >> n, 0xff << n >> n)
end
print(~0, ~-1, ~5, ~~5, ~math.maxinteger, ~1.0, 1 << 1.0, 2.0 >> 1)
print(pcall(function() return ~{} end))
print(pcall(function() return 1 << {} end))
print(pcall(function() return 1 << 0.5 end))
print(pcall(function() return "1" << 1 end))
print(pcall(function() return ~"1" end))
print(1 << 2 + 3, 1 + 1 << 2, 256 >> 4 >> 2, 1 << 2 << 3)
