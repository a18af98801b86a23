-- Operators on a vector type.
local Vector = {}
Vector.__index = Vector
local function vec(x, y) return setmetatable({ x = x, y = y }, Vector) end
function Vector.__add(a, b) return vec(a.x + b.x, a.y + b.y) end
function Vector.__sub(a, b) return vec(a.x - b.x, a.y - b.y) end
function Vector.__mul(a, b)
  if type(a) == "number" then return vec(a * b.x, a * b.y) end
  if type(b) == "number" then return vec(a.x * b, a.y * b) end
  return a.x * b.x + a.y * b.y
end
function Vector.__unm(a) return vec(-a.x, -a.y) end
function Vector.__eq(a, b) return a.x == b.x and a.y == b.y end
function Vector.__lt(a, b) return a * a < b * b end
function Vector.__le(a, b) return a * a <= b * b end
function Vector.__len() return 2 end
function Vector.__call(self, s) return self * s end
function Vector.__tostring(v) return "(" .. v.x .. ", " .. v.y .. ")" end
function Vector.__concat(a, b) return tostring(a) .. tostring(b) end
local a, b = vec(1, 2), vec(3.5, -4)
print(a + b, a - b, a * b, a * 2, 2 * a, -a, a == vec(1, 2), a ~= b, a < b, a >= b, #a, a(10), a .. b, a .. "!")
print(pcall(function() return a + 1 end))
print(pcall(function() return a / 2 end))
