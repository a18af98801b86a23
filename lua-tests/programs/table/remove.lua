-- table.remove: positions, empty tables, n + 1, metamethods.
local function try(...) print(pcall(table.remove, ...)) end
local function show(t) print(#t, table.concat(t, " ")) end
local t = { "a", "b", "c", "d", "e" } print(table.remove(t)) show(t) print(table.remove(t, 1)) show(t)
print(table.remove(t, 2)) show(t) print(table.remove(t, #t)) show(t) print(table.remove(t, #t + 1)) show(t)
print(table.remove(t)) print(table.remove(t)) print(table.remove(t)) show(t)
print(table.remove({}, 0)) print(table.remove({}, nil)) print(table.remove({ [0] = "zero" }, 0))
print(table.remove({ [0] = "zero" })) print(table.remove({}, #{})) print(table.remove({ 1, 2, 3 }, "2"))
print(table.remove({ 1, 2, 3 }, 2.0)) print(select("#", table.remove({})), select("#", table.remove({ 1 })))
try() try(nil) try(1) try("x") try({}, 1) try({}, 2) try({}, -1) try({ 1, 2, 3 }, 5) try({ 1, 2, 3 }, 4)
try({ 1, 2, 3 }, 0) try({ 1, 2, 3 }, -1) try({}, "x") try({}, 1.5) try({}, {}) try({ 1 }, math.maxinteger)
try({ 1 }, math.mininteger) try({}, true)
print(pcall(function() table.remove() end)) print(pcall(function() table.remove({}, 5) end))
print(pcall(function() table.remove({ 1, 2 }, 7) end))
local log = {}
local p = setmetatable({}, { __len = function() return 3 end,
  __index = function(_, k) log[#log + 1] = "get " .. k; return "v" .. k end,
  __newindex = function(_, k, v) log[#log + 1] = "set " .. k .. "=" .. tostring(v) end })
print(table.remove(p), table.remove(p, 2), table.remove(p, 4)) print(table.concat(log, "; "))
local q = {} for i = 1, 50 do q[i] = i end local s = 0
while #q > 0 do s = s * 3 % 1000 + table.remove(q, 1) end print(s, #q, next(q))
