-- __newindex: only for absent keys; into tables, functions, chains.
local log = {}
local t = setmetatable({ present = 1 },
  { __newindex = function(t, k, v) log[#log + 1] = tostring(k) .. "=" .. tostring(v) end })
t.present = 2
t.absent = 3
t[1] = "one"
t[1.0] = "uno"
t[nil] = "nil key"
t[0 / 0] = "nan key"
print(t.present, rawget(t, "absent"), table.concat(log, " "))
local sink = {}
local redirect = setmetatable({}, { __newindex = sink })
redirect.x = 1
redirect[10] = 2
print(rawget(redirect, "x"), sink.x, sink[10])
local far = setmetatable({}, { __newindex = setmetatable({}, { __newindex = sink }) })
far.y = "far"
print(sink.y)
t.present = nil
t.present = "again"
print(log[#log], rawget(t, "present"))
print(pcall(function() setmetatable({}, { __newindex = 5 }).x = 1 end))
print(pcall(function() setmetatable({}, { __newindex = "s" }).x = 1 end))
local loop = {}
setmetatable(loop, { __newindex = loop })
print(pcall(function() loop.x = 1 end))
print(pcall(function() local z = sink; z[nil] = 1 end))
print(pcall(function() sink[0 / 0] = 1 end))
print(pcall(rawset, t, nil, 1))
