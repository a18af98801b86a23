-- Table constructors: positions, keys, order of evaluation, multiple results at the end.
local function many() return 1, 2, 3 end
local function show(t) local r = {}; for i = 1, 8 do r[i] = tostring(t[i]) end; print(table.concat(r, " "), #t) end
show { many() }
show { many(), many() }
show { (many()) }
show { many(), nil }
show { [1] = "a", "b" }
show { "b", [1] = "a" }
show { [2] = "x", 1, [3] = "z", 2 }
show { many(), x = 1, many() }
show { many(), x = 1 }
show { ... }
show { n = many(), many(); many() }
show { [many()] = "k", [2.0] = "f", ["3"] = "s" }
local log = {}
local function l(x) log[#log + 1] = x; return x end
local t = { l(1), [l(2)] = l(3), l(4), x = l(5), [l(6)] = l(7) }
print(table.concat(log, " "))
print(pcall(function() return { [nil] = 1 } end))
print(pcall(function() return { [0 / 0] = 1 } end))
print(pcall(function() local k; return { [k] = 1 } end))
local big = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
  27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52,
  many() }
print(#big, big[50], big[51], big[55])
local nested = { { { { "deep" } } }, a = { b = { c = "deeper" } } }
print(nested[1][1][1][1], nested.a.b.c)
print(#{ many(), table.unpack({ 4, 5 }) }, #{ table.unpack({}, 1, 3) }, #{ (table.unpack { 1, 2 }) })
