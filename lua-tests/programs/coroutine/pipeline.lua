-- Producers, filters, consumers and a scheduler.
local function producer(n) return coroutine.create(function() for i = 1, n do coroutine.yield("item " .. i) end return "last" end) end
local function filter(p) return coroutine.create(function() local line = 1; while true do local ok, v = coroutine.resume(p); if coroutine.status(p) == "dead" then return v and line .. ": " .. v end; coroutine.yield(line .. ": " .. v); line = line + 1 end end) end
local f = filter(producer(3))
repeat local _, v = coroutine.resume(f); print(v) until coroutine.status(f) == "dead"
local tasks, log = {}, {}
for i = 1,
  3 do tasks[i] = coroutine.create(function() for j = 1, i do log[#log + 1] = i .. "." .. j; coroutine.yield() end end) end
while #tasks > 0 do
  for i = #tasks, 1,
    -1 do coroutine.resume(tasks[i]); if coroutine.status(tasks[i]) == "dead" then table.remove(tasks, i) end end
end
print(table.concat(log, " "))
local function fib() local a, b = 0, 1; while true do coroutine.yield(a); a, b = b, a + b end end
local g = coroutine.wrap(fib)
for i = 1, 90 do g() end
print(g(), g(), g(), g())
local function tree(n) if n > 0 then tree(n - 1); coroutine.yield(n); tree(n - 1) end end
local s = {}
for v in coroutine.wrap(function() tree(4) end) do s[#s + 1] = v end
print(table.concat(s))
local many = {}
for i = 1,
  500 do many[i] = coroutine.wrap(function() local n = i; while true do n = n + coroutine.yield(n) end end); many[i]() end
local total = 0
for i = 1, 500 do total = total + many[i](i) end
print(total)
