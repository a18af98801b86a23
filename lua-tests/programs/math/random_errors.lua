-- math.random and math.randomseed: wrong arguments and empty intervals.
local function try(f, ...) print(pcall(f, ...)) end
math.randomseed(1)
try(math.random, 0) try(math.random, -1) try(math.random, 2, 1) try(math.random, 1, 2, 3)
try(math.random, 1.5) try(math.random, 1, 2.5) try(math.random, "x") try(math.random, {})
try(math.random, 1, {}) try(math.random, nil) try(math.random, 1, nil) try(math.random, math.mininteger)
try(math.random, 2 ^ 53) try(math.random, 2 ^ 63) try(math.random, "5")
try(math.random, math.maxinteger, math.mininteger) try(math.random, true) try(math.random, 1, 0)
try(math.randomseed, "x") try(math.randomseed, {}) try(math.randomseed, 1, "x") try(math.randomseed, 1, {})
try(math.randomseed, nil) try(math.randomseed, 1.5) try(math.randomseed, 2 ^ 63) try(math.randomseed, 1 / 0)
try(math.randomseed, true) try(math.randomseed, 5, 6, 7) try(math.randomseed, 5, nil)
print(pcall(function() math.random(0, -1) end)) print(pcall(function() math.random(-5) end))
print(pcall(function() local r = math.random; r(3, 1) end)) print(pcall(function() math.random(1, 2, 3) end))
print(select("#", math.randomseed()), math.type((math.randomseed())))
for i = 1, 100 do local r = math.random(); assert(r >= 0 and r < 1); r = math.random(10); assert(r >= 1 and r <= 10) end
print(math.type(math.random()), math.type(math.random(10)), math.type(math.random(0)))
