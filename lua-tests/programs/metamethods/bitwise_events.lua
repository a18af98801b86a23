-- Bitwise events, tried when an operand is no integer (a string never is).
local mt = {}
for _, event in ipairs { "band", "bor", "bxor", "shl", "shr" } do
  mt["__" .. event] = function(a, b) return event .. ":" .. type(a) .. "," .. type(b) end
end
mt.__bnot = function(a, b) return "bnot:" .. tostring(rawequal(a, b)) end
local x = setmetatable({}, mt)
print(x & 1, 1 & x, x | 2, 2 | x, x ~ 3, 3 ~ x, x << 4, 4 << x, x >> 5, 5 >> x, ~x)
print(x & 1.5, 1.5 | x, "a" ~ x, x << "b", nil >> x)
print(pcall(function() return "3" & 2 end))
print(pcall(function() return 1 | "0x10" end))
print(pcall(function() return ~"0" end))
print(pcall(function() return "1.5" & 1 end))
print(pcall(function() return "abc" | 1 end))
print(pcall(function() return 1.5 ~ 1 end))
print(pcall(function() return {} << 1 end))
print(pcall(function() return 1 >> {} end))
print(pcall(function() return ~{} end))
print(pcall(function() return ~1.5 end))
print(pcall(function() return 2 ^ 63 | 0 end))
print(pcall(function() local big = 1e100; return big & 1 end))
