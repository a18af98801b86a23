-- __index through tables and functions; a function's first argument is the table that holds the function.
local base = { inherited = "base", shadow = "base" }
local middle = setmetatable({ shadow = "middle" }, { __index = base })
local object = setmetatable({}, { __index = middle })
print(object.inherited, object.shadow, object.missing, rawget(object, "shadow"))
local computed = setmetatable({}, { __index = function(t, k) return k, "dropped" end })
print(computed.key, computed[1], computed[1.5], computed[true])
print(computed[nil])
local deep = setmetatable({}, { __index = computed })
print(deep.through)
local owner
local inner = setmetatable({ tag = "inner" }, { __index = function(t, k) owner = t.tag; return 1 end })
local outer = setmetatable({ tag = "outer" }, { __index = inner })
print(outer.x, owner)
local via_string = setmetatable({}, { __index = "abc" })
print(via_string.len == string.len, pcall(function() return via_string:len() end))
print(pcall(function() return setmetatable({}, { __index = 5 }).x end))
print(pcall(function() return setmetatable({}, { __index = true }).x.y end))
local loop = {}
setmetatable(loop, { __index = loop })
print(pcall(function() return loop.absent end))
local function chain(n)
  local t = { last = true }
  for _ = 1, n do t = setmetatable({}, { __index = t }) end
  return t
end
print(chain(1000).last)
print(pcall(function() return chain(2100).last end))
