-- __eq: only for two tables or two userdata that are not the same; the result is a boolean.
local calls = 0
local mt = { __eq = function(a, b) calls = calls + 1; return a.v == b.v and 1 or nil end }
local a, b, c = setmetatable({ v = 1 }, mt), setmetatable({ v = 1 }, mt), setmetatable({ v = 2 }, mt)
print(a == b, a ~= b, a == c, a ~= c, a == a, calls)
print(a == 1, a == "x", a == nil, 1 == a, calls)
local plain = {}
print(plain == a, a == plain, plain == {}, calls)
print(rawequal(a, b), rawequal(a, a), calls)
local first = setmetatable({}, { __eq = function() return "first" end })
local second = setmetatable({}, { __eq = function() return false end })
print(first == second, second == first)
local t = { [a] = "by a" }
print(t[b], t[a])
print(pcall(function() return setmetatable({}, { __eq = function() error "no" end }) == {} end))
print(io.stdout == io.stderr, io.stdout == io.stdout)
print(1 == 1.0, "1" == 1, 0.0 == -0.0, 0 / 0 == 0 / 0, 2 ^ 53 == 2 ^ 53 + 1, math.maxinteger == math.maxinteger + 0.0)
