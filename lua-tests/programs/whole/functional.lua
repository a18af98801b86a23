-- map, filter, reduce, compose, curry, zip, ranges as iterators and as tables.
local function map(f, t) local r = {} for i, v in ipairs(t) do r[i] = f(v) end return r end
local function filter(f, t) local r = {} for _, v in ipairs(t) do if f(v) then r[#r + 1] = v end end return r end
local function reduce(f, a, t) for _, v in ipairs(t) do a = f(a, v) end return a end
local function compose(...) local fs = { ... } return function(...) local r = table.pack(...) for i = #fs, 1, -1 do r = table.pack(fs[i](table.unpack(r, 1, r.n))) end return table.unpack(r, 1, r.n) end end
local function curry(f, n) local function step(args) return function(x) local a = table.move(args, 1, #args, 1, {}) a[#a + 1] = x if #a == n then return f(table.unpack(a)) end return step(a) end end return step {} end
local function range(a, b, s) return coroutine.wrap(function() for i = a, b, s or 1 do coroutine.yield(i) end end) end
local function zip(...) local its = { ... } return function() local r = {} for i, it in ipairs(its) do r[i] = it() if r[i] == nil then return nil end end return table.unpack(r) end end
local function collect(it) local r = {} for v in it do r[#r + 1] = v end return r end
local nums = collect(range(1, 10))
print(table.concat(map(function(x) return x * x end, nums), " "))
print(table.concat(filter(function(x) return x % 3 == 0 end, nums), " "))
print(reduce(math.max, -math.huge, nums), reduce(function(a, b) return a .. b end, "", nums))
print(compose(function(a, b) return b, a end, function(x) return x + 1, x * 2 end)(5))
print(curry(function(a, b, c) return a + b * c end, 3)(1)(2)(3))
for a, b, c in zip(range(1, 3), range(10, 30, 10), ("xyz"):gmatch(".")) do io.write(a, b, c, " ") end print()
print(#collect(range(5, 1)), table.concat(collect(range(5, 1, -2)), ","))
