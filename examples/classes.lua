-- A small class system (single inheritance, super calls, mixins, operators) and a drawing of shapes with it.

local function class(name, base)
  local new_class = { __name = name }
  new_class.__index = new_class
  if base then
    for _, event in ipairs { "__tostring", "__eq", "__lt", "__le", "__add", "__mul", "__len", "__call", "__concat" } do
      new_class[event] = base[event]
    end
  end
  new_class.super = base
  function new_class:is(wanted)
    local current = getmetatable(self)
    while current do
      if current == wanted then return true end
      current = current.super
    end
    return false
  end
  return setmetatable(new_class, {
    __index = base,
    __call = function(self, ...)
      local object = setmetatable({}, self)
      if object.init then object:init(...) end
      return object
    end,
    __tostring = function() return "class " .. name end,
  })
end

local function mixin(target, source)
  for key, value in pairs(source) do
    if target[key] == nil then target[key] = value end
  end
end

local Vector = class("Vector")
function Vector:init(x, y) self.x, self.y = x, y end
function Vector.__add(a, b) return Vector(a.x + b.x, a.y + b.y) end
function Vector.__sub(a, b) return Vector(a.x - b.x, a.y - b.y) end
function Vector.__unm(a) return Vector(-a.x, -a.y) end
function Vector.__mul(a, b)
  if type(a) == "number" then return Vector(a * b.x, a * b.y) end
  if type(b) == "number" then return Vector(a.x * b, a.y * b) end
  return a.x * b.x + a.y * b.y
end
function Vector.__eq(a, b) return a.x == b.x and a.y == b.y end
function Vector:__len() return (self.x ^ 2 + self.y ^ 2) ^ 0.5 end
function Vector:__tostring() return string.format("(%g, %g)", self.x, self.y) end

local Observable = {}
function Observable:on(event, handler)
  self.handlers = self.handlers or {}
  self.handlers[event] = self.handlers[event] or {}
  table.insert(self.handlers[event], handler)
  return self
end
function Observable:emit(event, ...)
  for _, handler in ipairs(self.handlers and self.handlers[event] or {}) do handler(self, ...) end
end

local Shape = class("Shape")
Shape.count = 0
mixin(Shape, Observable)
function Shape:init(position)
  self.position = position
  Shape.count = Shape.count + 1
  self.id = Shape.count
end
function Shape:area() error("a " .. getmetatable(self).__name .. " has no area", 2) end
function Shape:move(by)
  local from = self.position
  self.position = from + by
  self:emit("moved", from, self.position)
end
function Shape.__lt(a, b) return a:area() < b:area() end
function Shape.__le(a, b) return a:area() <= b:area() end
function Shape.__concat(a, b) return tostring(a) .. tostring(b) end
function Shape:__tostring()
  return string.format("%s #%d at %s, area %.3f", getmetatable(self).__name, self.id, self.position, self:area())
end

local Circle = class("Circle", Shape)
function Circle:init(position, radius)
  Circle.super.init(self, position)
  self.radius = radius
end
function Circle:area() return math.pi * self.radius ^ 2 end

local Rectangle = class("Rectangle", Shape)
function Rectangle:init(position, width, height)
  Rectangle.super.init(self, position)
  self.width, self.height = width, height
end
function Rectangle:area() return self.width * self.height end

local Square = class("Square", Rectangle)
function Square:init(position, side) Square.super.init(self, position, side, side) end
function Square.__call(self, factor)
  return Square(self.position, self.width * factor)
end

local Blob = class("Blob", Shape)

local shapes = {
  Circle(Vector(0, 0), 1.5),
  Rectangle(Vector(2, 1), 3, 4),
  Square(Vector(-1, 5), 2),
}
shapes[#shapes + 1] = shapes[3](1.5)
table.sort(shapes)
for _, shape in ipairs(shapes) do print(shape) end

print(shapes[1]:is(Square), shapes[1]:is(Rectangle), shapes[1]:is(Circle), shapes[1]:is(Shape))
print(shapes[1] < shapes[2], shapes[1] >= shapes[2], tostring(Square), Shape.count)
print(shapes[1] .. " & " .. shapes[2])

local log = {}
shapes[1]:on("moved", function(_, from, to)
  log[#log + 1] = tostring(from) .. " -> " .. tostring(to)
end):on("moved", function(shape) log[#log + 1] = "now at distance " .. #shape.position end)
shapes[1]:move(Vector(4, -2))
shapes[1]:move(-shapes[1].position)
print(table.concat(log, "\n"))

local a, b = Vector(3, 4), Vector(1, 2)
print(a + b, a - b, a * b, 2 * a, a * 2, #a, a == Vector(3, 4), a ~= b, -a)

for _, action in ipairs {
  function() return Blob(Vector(0, 0)):area() end,
  function() return a < b end,
  function() return a.missing.field end,
  function() return shapes[1]:fly() end,
} do
  local ok, message = pcall(action)
  print(ok, (tostring(message):gsub("^.*[/\\]", "")))
end
