-- __call with multiple results, in argument lists, as iterator, as constructor, in pcall.
local f = setmetatable({}, { __call = function(self, ...) return ... end })
print(f(1, 2, 3), (f(1, 2, 3)), select("#", f()), #{ f(1, 2), f(3, 4) })
local Class = setmetatable({}, { __call = function(cls, x) return setmetatable({ x = x }, cls) end })
Class.__index = Class
Class.__call = function(self, y) return self.x + y end
print(Class(10).x, Class(10)(5), Class { 1 }.x[1], Class "s".x)
for v in setmetatable({},
  { __call = function(self, s, c) c = (c or 0) + 1 if c <= s then return c end end }),
  3 do io.write(v, " ") end
print()
print(pcall(f, "a", "b"), pcall(setmetatable({}, { __call = error }), "msg"))
print(table.unpack { f("x", "y") }, string.gsub("abc", "b", function(...) return f(...) end))
local m = { method = f }
print(select("#", m:method(1)), select("#", m.method(1)))
local tail = setmetatable({}, { __call = function(self, n) if n == 0 then return "end" end return self(n - 1) end })
print(tail(1000))
print(pcall(table.sort, { 3, 1, 2 }, setmetatable({}, { __call = function(_, a, b) return a < b end })))
print(pcall(function() return setmetatable({}, { __call = function() return nil end })().x end))
