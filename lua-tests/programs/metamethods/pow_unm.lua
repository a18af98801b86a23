-- __pow and __unm.
local mt = {
  __pow = function(a, b) return "pow(" .. tostring(type(a) == "table" and a.n or a) .. "," .. tostring(type(b) == "table" and b.n or b) .. ")" end,
  __unm = function(a) return "unm " .. a.n end,
}
local x, y = setmetatable({ n = "x" }, mt), setmetatable({ n = "y" }, mt)
print(x ^ 2, 2 ^ x, x ^ y, x ^ 0.5, -x, - -5)
print(pcall(function() return -x ^ 2 end))
print(2 ^ 3 ^ 2, (2 ^ 3) ^ 2, -2 ^ 2, (-2) ^ 2, 2 ^ -1, 4 ^ 0.5, 0 ^ 0, (-8) ^ (1 / 3) ~= (-8) ^ (1 / 3))
print(pcall(function() return {} ^ 2 end))
print(pcall(function() return -{} end))
print(pcall(function() return -nil end))
print(pcall(function() local s = "abc" return -s end))
print(-"2", -"0x10", -" 1e1 ", -math.mininteger == math.mininteger, -0, -0.0, 1 / -0.0)
