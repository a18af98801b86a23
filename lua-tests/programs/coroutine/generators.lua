-- Generators: trees, permutations, infinite sequences, delegation, early stop.
local function gen(f) return coroutine.wrap(f) end
local function take(n, g) local r = {} for v in g do r[#r + 1] = v if #r == n then break end end return table.concat(r, " ") end
print(take(10, gen(function() local a, b = 0, 1 while true do coroutine.yield(a) a, b = b, a + b end end)))
print(take(10,
  gen(function() for n = 2, math.huge do local p = true for d = 2, n - 1 do if n % d == 0 then p = false break end end if p then coroutine.yield(n) end end end)))
local function inorder(t) if t then inorder(t[1]) coroutine.yield(t[2]) inorder(t[3]) end end
print(take(99, gen(function() inorder { { nil, 1, { nil, 2 } }, 3, { nil, 4 } } end)))
local function delegate(...) for _, g in ipairs { ... } do for v in g do coroutine.yield(v) end end end
print(take(99,
  gen(function() delegate(gen(function() coroutine.yield "a" coroutine.yield "b" end), gen(function() coroutine.yield "c" end)) end)))
local function filter(p, g) return gen(function() for v in g do if p(v) then coroutine.yield(v) end end end) end
local function map(f, g) return gen(function() for v in g do coroutine.yield(f(v)) end end) end
local function count(n) return gen(function() for i = 1, n do coroutine.yield(i) end end) end
print(take(99, map(function(x) return x * x end, filter(function(x) return x % 2 == 0 end, count(12)))))
local g = gen(function(a) while a do a = coroutine.yield(a * 2) end return "end" end)
print(g(1), g(2), g(3), g(nil)) print(pcall(g))
local closed = false
local h = coroutine.create(function() local x <close> = setmetatable({}, { __close = function() closed = true end }) for i = 1, math.huge do coroutine.yield(i) end end)
coroutine.resume(h) coroutine.resume(h) print(coroutine.close(h), closed, coroutine.status(h))
