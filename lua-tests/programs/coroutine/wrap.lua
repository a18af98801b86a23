-- wrap: values, errors with positions, dead ones.
local f = coroutine.wrap(function(...) local a = coroutine.yield(...); local b = coroutine.yield(a); return "end", b end)
print(f(1, 2)) print(f("a")) print(f("b")) print(pcall(f)) print(pcall(f, 1))
print(pcall(coroutine.wrap(function() error("string") end)))
print(pcall(coroutine.wrap(function() error("no position", 0) end)))
print(pcall(coroutine.wrap(function() error() end)))
print(select(2, pcall(coroutine.wrap(function() error({ 1 }) end)))[1])
print(pcall(coroutine.wrap(function() error(5) end)))
local function caller() local g = coroutine.wrap(function() local x; x.y = 1 end); g() end
print(pcall(caller))
print(pcall(function() coroutine.wrap(function() coroutine.wrap(function() error("nested") end)() end)() end))
print(pcall(coroutine.wrap)) print(pcall(coroutine.wrap, 1)) print(pcall(coroutine.wrap, nil))
local gen = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
print(gen(), gen(), gen(), gen()) print(pcall(gen))
for v in coroutine.wrap(function() for _, v in ipairs { "x", "y" } do coroutine.yield(v) end end) do io.write(v, " ") end
print()
local rec
rec = coroutine.wrap(function() return rec() end)
print(pcall(rec))
local function perm(a, n) if n == 0 then coroutine.yield(a) else for i = 1, n do a[n], a[i] = a[i], a[n]; perm(a, n - 1); a[n], a[i] = a[i], a[n] end end end
for p in coroutine.wrap(function() perm({ 1, 2, 3 }, 3) end) do io.write(table.concat(p), " ") end print()
local closed
local g = coroutine.wrap(function() local x <close> = setmetatable({}, { __close = function(_, e) closed = e end }); error("with close", 0) end)
print(pcall(g)) print(closed)
local h = coroutine.wrap(function() local x <close> = setmetatable({}, { __close = function(_, e) error("from close", 0) end }); error("with close", 0) end)
print(pcall(h))
