-- Metamethods: arithmetic, comparison, equality, concatenation, calls, __index and __newindex as functions.
local Vector = {}
Vector.__index = Vector
local function vector(x, y) return setmetatable({ x = x, y = y }, Vector) end
function Vector.__add(a, b) return vector(a.x + b.x, a.y + b.y) end
function Vector.__sub(a, b) return vector(a.x - b.x, a.y - b.y) end
function Vector.__mul(a, k) return vector(a.x * k, a.y * k) end
function Vector.__unm(a) return vector(-a.x, -a.y) end
function Vector.__eq(a, b) return a.x == b.x and a.y == b.y end
function Vector.__lt(a, b) return a.x < b.x end
function Vector.__concat(a, b) return a.x .. tostring(b) end
function Vector.__call(self, k) return self.x * k + self.y end
local reads, writes = 0, 0
local proxy = setmetatable({}, {
  __index = function(_, key)
    reads = reads + 1
    return key
  end,
  __newindex = function(_, _, value) writes = writes + value end,
})
local position, velocity, equal, less, sum = vector(0, 0), vector(1, 1), 0, 0, 0
for i = 1, 400000 do
  position = position + velocity * (i % 3) - vector(1, 1)
  if position == velocity then equal = equal + 1 end
  if -position < velocity then less = less + 1 end
  sum = (sum + position(2) + proxy[i]) % 1000003
  proxy.field = i % 5
  if i % 20 == 0 then sum = sum + #(position .. "!") end
end
print(position.x, position.y, equal, less, sum, reads, writes)
