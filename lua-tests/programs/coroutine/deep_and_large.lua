-- Deep recursion and many values inside coroutines.
local function depth(n) return n == 0 and 0 or 1 + depth(n - 1) end
print(coroutine.wrap(function() return depth(10000) end)())
print(select("#", coroutine.wrap(function(...) return coroutine.yield(...) end)(table.unpack({}, 1, 5000))))
local co = coroutine.wrap(function() local t = { coroutine.yield() }; return #t, t[1], t[#t] end)
co()
local args = {}
for i = 1, 3000 do args[i] = i end
print(co(table.unpack(args)))
local function overflow() return 1 + overflow() end
co = coroutine.create(overflow)
local ok, m = coroutine.resume(co)
print(ok, m:match("stack overflow"), coroutine.status(co))
local function nest(n) if n == 0 then return "bottom" end return coroutine.wrap(function() return nest(n - 1) end)() end
print(nest(100))
print((select(2, pcall(nest, 250)):gsub("^.*: ", "")))
local function ynest(n) if n == 0 then coroutine.yield("up") return "done" end local c = coroutine.create(ynest); local r = { coroutine.resume(c, n - 1) }; coroutine.yield(r[2]); return select(2, coroutine.resume(c)) end
co = coroutine.wrap(ynest)
print(co(20), co(), co and nil)
local t = {}
for i = 1,
  100 do t[i] = coroutine.create(function() depth(100 + i); coroutine.yield(i); return depth(200) end); coroutine.resume(t[i]) end
collectgarbage()
local sum = 0
for i = 1, 100 do sum = sum + select(2, coroutine.resume(t[i])) end
print(sum)
