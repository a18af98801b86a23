-- __index and __newindex as functions: what they get, how many results count, recursion with raw access.
local calls = {}
local t = setmetatable({ present = 1 }, {
  __index = function(...) calls[#calls + 1] = select("#", ...) local _, k = ... return k, "dropped" end,
  __newindex = function(...) calls[#calls + 1] = select("#", ...) local s, k, v = ... rawset(s, k, v) end,
})
print(t.present, t.absent, t[1], t[1.5], t[true], #calls, calls[1])
t.new = "n" t.new = "again" t[10] = 10 t.present = nil t.present = 2
print(t.new, t[10], t.present, #calls, calls[#calls])
local counter = setmetatable({}, { __index = function(s, k) local v = #k s[k] = v return v end })
print(counter.abc, rawget(counter, "abc"), counter.abc)
print(pcall(function() return setmetatable({}, { __index = function() error("from index") end }).x end))
print(pcall(function() setmetatable({}, { __newindex = function(_, k) error("no " .. k, 2) end }).field = 1 end))
local nested = setmetatable({},
  { __index = setmetatable({ one = 1 },
  { __index = setmetatable({ two = 2 }, { __index = function(_, k) return "three:" .. k end }) }) })
print(nested.one, nested.two, nested.more, rawget(nested, "one"))
local s = setmetatable({}, { __index = function(_, k) return function(self, ...) return k, select("#", ...) end end })
print(s:anything(1, 2, 3), s.other(s))
