-- The metatable that all strings share.
local mt = getmetatable "x"
print(("abc"):upper(), ("%d"):format(3), #("x"):rep(3), ("a").len == string.len, ("x").absent)
print(pcall(function() return ("x"):absent() end))
print(pcall(function() local s = "x"; s.field = 1 end))
for _, event in ipairs { "__add", "__sub", "__mul", "__mod", "__pow", "__div", "__idiv", "__unm" } do
  io.write(event, " ", type(mt[event]), "; ")
end
print(mt.__band, mt.__concat, mt.__lt, mt.__len, mt.__call)
print(pcall(mt.__add, 1, 2), pcall(mt.__add, "1", 2), pcall(mt.__unm, "5"))
print(pcall(mt.__add, "a", 2))
print(pcall(mt.__add, {}, 2))
print(pcall(mt.__add, "1"))
print(pcall(mt.__add))
local t = setmetatable({}, { __add = function(a, b) return "table's" end })
print("1" + t, t + "1", pcall(mt.__add, t, 1))
local saved = mt.__index
mt.__index = function(s, k) return type(k) == "number" and saved.sub(s, k, k) or saved[k] end
print(("hello")[1], ("hello")[5], ("hello"):upper())
mt.__index = saved
mt.__add = nil
print(pcall(function() return "1" + 1 end))
