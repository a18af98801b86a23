-- __sub: operands in their order, constants on either side, chains.
local mt = {}
local function new(v) return setmetatable({ v = v }, mt) end
local function value(x) return type(x) == "table" and x.v or x end
mt.__sub = function(a, b) return new(value(a) - value(b)) end
local a, b = new(10), new(3)
print((a - b).v, (a - 1).v, (1 - a).v, (a - 1.5).v, (2.5 - b).v, (a - b - 1).v, (1 - (a - b)).v, (a - "4").v)
local x = new(100)
for i = 1, 10 do x = x - i end
print(x.v)
print(pcall(function() return a - {} end))
print(pcall(function() return {} - b end))
print(pcall(function() return a - nil end))
print(pcall(function() return nil - 1 end))
print(pcall(function() local u return u - 1 end))
print(pcall(function() return a.v - a.w end))
