-- __mul and __div with mixed operands.
local log = {}
local mt = {
  __mul = function(a, b) log[#log + 1] = "mul" return type(a) .. "*" .. type(b) end,
  __div = function(a, b) log[#log + 1] = "div" return type(a) .. "/" .. type(b) end,
}
local x = setmetatable({}, mt)
print(x * 2, 2 * x, x * x, x * "s", 1.5 * x, x / 2, 2 / x, x / x, "s" / x, x / 0.5, nil * x, x / true)
print(#log)
print(2 * 3, 2 * 3.0, "2" * 3, 7 / 2, "7" / "2", 1 / 0, -1 / 0, 0 / 0 ~= 0 / 0, 1 / -0.0)
print(pcall(function() return {} * 2 end))
print(pcall(function() return 2 / {} end))
print(pcall(function() return "x" * 2 end))
print(pcall(function() return true / 2 end))
local product = setmetatable({}, { __mul = function() return nil end })
print(product * 1, select("#", product * 1))
