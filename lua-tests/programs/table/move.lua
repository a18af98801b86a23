-- table.move: overlaps, other tables, metamethods, limits.
local function try(...) local ok, r = pcall(table.move, ...); print(ok, ok and type(r) or r) end
local function show(t, n) local r = {}; for i = 1, n or #t do r[i] = tostring(t[i]) end print(table.concat(r, " ")) end
show(table.move({ 1, 2, 3, 4, 5 }, 1, 3, 2)) show(table.move({ 1, 2, 3, 4, 5 }, 2, 4, 1))
show(table.move({ 1, 2, 3 }, 1, 3, 4)) show(table.move({ 1, 2, 3 }, 1, 3, 1, {}))
show(table.move({ 1, 2, 3 }, 2, 3, 5, { "a" }), 6) show(table.move({ 1, 2, 3 }, 1, 0, 5))
show(table.move({ 1, 2, 3 }, 3, 1, 1)) show(table.move({ 1, nil, 3 }, 1, 3, 2), 4)
show(table.move({ 1, 2, 3 }, 1, 3, 1)) show(table.move({ 1, 2 }, 1, 5, 2), 6) local t = { 1, 2, 3 }
print(table.move(t, 1, 2, 3) == t, table.move(t, 1, 2, 1, {}) ~= t)
print(table.move({ [math.maxinteger] = "m" }, math.maxinteger, math.maxinteger, 1)[1])
print(table.move({ "x" }, 1, 1, math.maxinteger)[math.maxinteger])
print(table.move({ [math.mininteger] = "m" }, math.mininteger, math.mininteger, -1)[-1])
print(table.move({ "a", "b" }, 1, 2, math.mininteger)[math.mininteger + 1])
try({}, 1, 2, math.maxinteger) try({}, 1, math.maxinteger, 2) try({}, 0, math.maxinteger, 1)
try({}, -1, math.maxinteger, 1) try({}, math.mininteger, math.maxinteger, 1) try({}, math.mininteger, -1, 1)
try({}, math.mininteger, 0, 1) try({}, 1, math.maxinteger, 1 and 3) try({}, 2, 1, math.maxinteger)
try() try({}) try({}, 1) try({}, 1, 2) try(nil, 1, 2, 3) try(1, 1, 2, 3) try({}, "x", 2, 3) try({}, 1, {}, 3)
try({}, 1, 2, 1.5) try({}, 1, 2, 3, 4) try({}, 1, 2, 3, "x") try({}, 1, 2, 3, nil) try("abc", 1, 2, 3)
try("abc", 1, 2, 3, {}) try({}, "1", "2", "3") try(print, 1, 1, 1, {}) try({}, 1, 1, 1, io.stdout)
try({}, 1, 0, 1, false)
local log = {}
local src = setmetatable({}, { __index = function(_, k) log[#log + 1] = "get " .. k; return k end,
  __eq = function() log[#log + 1] = "eq"; return true end })
local dst = setmetatable({}, { __newindex = function(_, k, v) log[#log + 1] = "set " .. k end,
  __eq = getmetatable(src).__eq })
table.move(src, 1, 2, 2, dst) print(table.concat(log, "; ")) log = {} table.move(src, 1, 2, 1)
print(table.concat(log, "; ")) print(pcall(function() table.move({}, 1, 2) end))
print(pcall(function() table.move({}, 1, 2, 3, 4) end)) print(pcall(function() table.move() end))
