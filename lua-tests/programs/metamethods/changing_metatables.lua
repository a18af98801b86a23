-- Metatables exchanged and changed while objects are in use.
local o = {} local add1, add2 = { __add = function() return "one" end }, { __add = function() return "two" end }
print(pcall(function() return o + o end)) setmetatable(o, add1) print(o + o) setmetatable(o, add2)
print(o + o) add2.__add = function() return "changed" end print(o + o) add2.__add = nil
print(pcall(function() return o + o end)) setmetatable(o, nil) print(pcall(function() return o + o end))
local t = setmetatable({}, {}) print(t.x) getmetatable(t).__index = { x = "late" } print(t.x)
getmetatable(t).__index = function(_, k) return k end print(t.x) getmetatable(t).__index = nil print(t.x)
rawset(getmetatable(t), "__index", { x = "raw" }) print(t.x)
getmetatable(t).__newindex = function(s, k, v) rawset(s, k, v * 2) end t.y = 5 print(t.y) t.y = 6 print(t.y)
getmetatable(t).__newindex = nil t.z = 1 print(t.z)
local mt = {} local a, b = setmetatable({}, mt), setmetatable({}, mt) print(a == b)
mt.__eq = function() return true end print(a == b, a ~= b) mt.__eq = nil print(a == b) print(#a)
mt.__len = function() return 7 end print(#a, #b) mt.__len = nil print(#a)
mt.__call = function(_, x) return x end print(a(1)) mt.__call = print mt.__call = nil print(pcall(a))
mt.__lt = function() return true end print(a < b, a > b) mt.__lt = nil
print(pcall(function() return a < b end)) mt.__concat = function() return "cat" end print(a .. b)
mt.__tostring = function() return "str" end print(tostring(a)) mt.__tostring = nil mt.__name = "Name"
print((tostring(a):gsub("0x%x+", "P")))
local self_changing = setmetatable({},
  { __index = function(s, k) setmetatable(s, { __index = { [k] = "second" } }) return "first" end })
print(self_changing.k, self_changing.k, self_changing.other)
local removing = setmetatable({}, { __add = function(x) setmetatable(x, nil) return "removed" end })
print(removing + 1, pcall(function() return removing + 1 end))
for i = 1, 3 do local m = { __index = { i = i } } setmetatable(o, m) print(o.i) m.__index = nil end print(o.i)
