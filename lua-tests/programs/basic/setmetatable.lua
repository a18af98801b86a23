-- setmetatable and getmetatable: results, protection, wrong arguments.
local function try(f, ...) print(pcall(f, ...)) end
local t, mt = {}, {}
print(setmetatable(t, mt) == t, getmetatable(t) == mt, setmetatable(t, nil) == t, getmetatable(t))
try(setmetatable) try(setmetatable, 1) try(setmetatable, 1, 2) try(setmetatable, {}) try(setmetatable, {}, 1)
try(setmetatable, {}, "x") try(setmetatable, nil, nil) try(setmetatable, "x", {}) try(setmetatable, print, {})
try(getmetatable) try(getmetatable, nil) try(getmetatable, 1)
mt.__metatable = "locked"
setmetatable(t, mt)
print(getmetatable(t)) try(setmetatable, t, {}) try(setmetatable, t, nil) try(function() setmetatable(t, {}) end)
mt.__metatable = false
print(getmetatable(t)) try(setmetatable, t, {})
mt.__metatable = nil
print(getmetatable(t) == mt)
print(getmetatable("x") == getmetatable("y"), getmetatable("x").__index == string,
  getmetatable(io.stdout) == getmetatable(io.stderr))
print(select("#", setmetatable({}, {}, 1, 2)))
local self = setmetatable({}, nil)
setmetatable(self, self)
self.__index = function(_, k) return k .. "!" end
print(self.x, self.y)
local chain = setmetatable({}, { __index = setmetatable({}, { __index = function(t, k) return #k end }) })
print(chain.abc)
