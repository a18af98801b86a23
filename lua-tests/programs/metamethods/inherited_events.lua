-- Events are looked up raw in the metatable: inheritance of metamethods needs copies.
local base = { __add = function() return "base add" end, __index = { method = function() return "base method" end } }
local derived = setmetatable({}, { __index = base })
local o = setmetatable({}, derived)
print(pcall(function() return o + 1 end), o.method)
derived.__add = base.__add
derived.__index = base.__index
print(o + 1, o.method())
local mt = setmetatable({}, { __index = function(_, k) error("metatable asked for " .. tostring(k)) end })
local p = setmetatable({}, mt)
print(p.x, pcall(function() return p + 1 end))
print(#p, p == {}, pcall(function() return p < p end), tostring(p):match("^table: ") ~= nil)
local own = {}
setmetatable(own, own)
own.__index = function(_, k) return k end
own.__call = function(self, x) return x end
own.__tostring = function() return "own" end
print(own.field, own(5), tostring(own), own.__index == getmetatable(own).__index)
getmetatable(own).__add = function(a, b) return "late" end
print(own + own)
own.__add = nil
print(pcall(function() return own + own end))
