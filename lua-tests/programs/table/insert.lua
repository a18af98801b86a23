-- table.insert: positions, counts of arguments, metamethods, borders.
local function try(...) print(pcall(table.insert, ...)) end
local function show(t) print(#t, table.concat(t, " ")) end
local t = {} table.insert(t, "a") table.insert(t, "b") show(t) table.insert(t, 1, "c") show(t)
table.insert(t, 2, "d") show(t) table.insert(t, #t + 1, "e") show(t) table.insert(t, #t, "f") show(t)
table.insert(t, "3", "g") show(t) table.insert(t, 3.0, "h") show(t)
try() try(nil) try({}) try(1) try("x", 1) try({}, 1, 2, 3) try({}, 2, 1) try({}, 0, 1) try({}, -1, 1)
try({ 1, 2 }, 4, 1) try({ 1, 2 }, 0, 1) try({}, "x", 1) try({}, 1.5, 1) try({}, nil, 1) try({}, {}, 1)
try(nil, 1) try({}, 1, nil) try({}, nil) try({}, math.maxinteger, 1) try({}, math.mininteger, 1) try(print, 1)
try(io.stdout, 1) try({}, 1, 2, 3, 4)
print(select("#", table.insert({}, 1))) print(pcall(function() table.insert() end))
print(pcall(function() table.insert({}, 5, 2) end)) print(pcall(function() table.insert(nil, 1) end))
print(pcall(function() table.insert({}) end))
print(pcall(function() local t = {}; t.insert = table.insert; t:insert() end))
print(pcall(function() table.insert({}, 1, 2, 3) end))
local log = {}
local p = setmetatable({}, { __len = function() return 2 end,
  __index = function(_, k) log[#log + 1] = "get " .. k; return k end,
  __newindex = function(_, k, v) log[#log + 1] = "set " .. k .. "=" .. tostring(v) end })
table.insert(p, "x") table.insert(p, 1, "y") print(table.concat(log, "; "))
try(setmetatable({}, { __len = function() return "x" end }), 1)
try(setmetatable({}, { __len = function() return 1.5 end }), 1)
try(setmetatable({}, { __len = function() return 3.0 end }), 5, 1)
try(setmetatable({}, { __len = function() return math.maxinteger end }), 1)
try(setmetatable({}, { __len = function() error("len", 0) end }), 1)
local a = {} for i = 1, 100 do table.insert(a, 1, i) end print(#a, a[1], a[100])
