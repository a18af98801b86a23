-- Deep hierarchies: overriding, super, abstract methods, class methods, metamethods of each class.
local Object = {} Object.__index = Object
Object.name = "Object" function Object:extend(name) local c = { name = name, super = self } for k, v in pairs(self) do if type(k) == "string" and k:find("^__") then c[k] = v end end c.__index = c return setmetatable(c, { __index = self, __call = function(cls, ...) local o = setmetatable({}, cls) o:init(...) return o end, __tostring = function(cls) return "class " .. cls.name end }) end function Object:init() end function Object:is(cls) local m = getmetatable(self) while m do if m == cls then return true end m = m.super end return false end function Object:__tostring() return "a " .. getmetatable(self).name end
local Shape = Object:extend "Shape" function Shape:init(n) self.n = n end function Shape:area() error("abstract method 'area' of " .. tostring(self), 2) end function Shape:describe() return ("%s %s: %.2f"):format(self, self.n, self:area()) end function Shape.__eq(a, b) return a:area() == b:area() end function Shape.__lt(a, b) return a:area() < b:area() end function Shape.__add(a, b) return a:area() + b:area() end
local Circle = Shape:extend "Circle" function Circle:init(r) self.super_init = Circle.super.init self:super_init("circle") self.r = r end function Circle:area() return math.pi * self.r ^ 2 end
local Rect = Shape:extend "Rect" function Rect:init(w, h) Rect.super.init(self, "rect") self.w, self.h = w, h end function Rect:area() return self.w * self.h end
local Square = Rect:extend "Square" function Square:init(s) Square.super.init(self, s, s) self.n = "square" end function Square:describe() return "[" .. Square.super.describe(self) .. "]" end
local c, r, s = Circle(1), Rect(2, 3), Square(2) print(c:describe()) print(r:describe()) print(s:describe())
print(c:is(Shape), s:is(Rect), r:is(Square), s:is(Object), tostring(Square), tostring(s))
print(r < s, s < r, r == Rect(3, 2), s ~= r, r + s) print(pcall(function() return Shape("x"):describe() end))
print(pcall(function() return c:undefined() end))
print(Square.super == Rect, rawget(Square, "area"), Square.area == Rect.area) local list = { r, c, s }
table.sort(list) for _, o in ipairs(list) do io.write(o.n, " ") end print()
