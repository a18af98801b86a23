-- table.sort: orders, stability is not promised, errors of the order function.
local function try(...) print(pcall(table.sort, ...)) end
local function show(t) local r = {}; for i = 1, #t do r[i] = tostring(t[i]) end print(table.concat(r, " ")) end
local t = { 3, 1, 2 } table.sort(t) show(t) table.sort(t, function(a, b) return a > b end) show(t)
t = { "b", "a", "C", "", "aa" } table.sort(t) show(t) t = {} table.sort(t) show(t) t = { 1 } table.sort(t)
show(t) t = { 2, 1 } table.sort(t) show(t) t = { 1.5, 1, 2 ^ 53, -1, 0 / 1 } table.sort(t) show(t)
local n = 200 t = {} for i = 1, n do t[i] = (i * 7919) % 211 end table.sort(t)
for i = 2, n do assert(t[i - 1] <= t[i]) end print(t[1], t[n]) t = {} for i = 1, n do t[i] = i end
table.sort(t) print(t[1], t[n]) t = {} for i = 1, n do t[i] = n - i end table.sort(t) print(t[1], t[n]) t = {}
for i = 1, n do t[i] = i % 2 end table.sort(t) print(t[100], t[101]) t = {} for i = 1, 50 do t[i] = "same" end
table.sort(t) print(#t)
local calls = {} t = { 5, 2, 8, 1, 9, 3 }
table.sort(t, function(a, b) calls[#calls + 1] = a .. "<" .. b; return a < b end) show(t)
print(table.concat(calls, " "))
try() try(nil) try(1) try({ 3, 2 }, 1) try({ 3, 2 }, "x") try({ 3, 2 }, {}) try({}, 1) try({ 1 }, 1)
try({ 3, 2 }, nil) try({ 1, "x" }) try({ {}, {} }) try({ 1, nil, 3 }) try({ 1, 2, nil, 4 })
try({ true, false }) try({ 3, 2, 1 }, function() error("cmp", 0) end) try({ print, type }) try("abc")
try({ 1, 2, 3, 4, 5 }, function() return true end) try({ 1, 2, 3 }, function() return true end)
try({ 3, 2, 1, 5, 4, 7 }, function(a, b) return true end) local u = {} for i = 1, 20 do u[i] = i end
try(u, function() return true end) try(u, function() return false end) try(u, function() return nil end)
try(u, function() return 1 end)
print(pcall(function() table.sort({ 1, "x" }) end)) print(pcall(function() table.sort({ {}, 1 }) end))
print(pcall(function() table.sort({ 2, 1 }, 5) end)) print(pcall(function() table.sort() end))
local mt = { __lt = function(a, b) return a.k < b.k end } t = {}
for i, k in ipairs { 3, 1, 2 } do t[i] = setmetatable({ k = k }, mt) end table.sort(t)
print(t[1].k, t[2].k, t[3].k)
local p = setmetatable({}, { __len = function() return 3 end, __index = function(_, k) return 4 - k end,
  __newindex = rawset })
table.sort(p) print(rawget(p, 1), rawget(p, 2), rawget(p, 3))
try(setmetatable({}, { __len = function() return 2 ^ 31 | 0 end }))
try(setmetatable({}, { __len = function() return -5 end }))
try(setmetatable({ 2, 1 }, { __len = function() return "2" end }))
try(setmetatable({}, { __len = function() return 1.5 end }))
