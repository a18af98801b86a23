-- Threads as values: keys, equality, garbage, tostring, running.
local co = coroutine.create(function() return coroutine.running() end)
local _, inside, main = coroutine.resume(co)
print(inside == co, main, type(co), tostring(co):match("^thread: 0x%x+$") ~= nil)
local t = { [co] = "key" } print(t[co], t[coroutine.create(print)], t[inside])
print(pcall(function() return co.x end)) print(pcall(function() return co() end))
print(pcall(function() return #co end)) print(pcall(function() return co + 1 end))
print(pcall(function() return co < co end)) print(pcall(function() return co .. "" end))
print(co == co, co ~= coroutine.create(print), not co)
local weak = setmetatable({}, { __mode = "k" }) weak[coroutine.create(print)] = 1 collectgarbage() print(next(weak))
local keep = coroutine.create(function() local big = { "data" } coroutine.yield() return big[1] end)
coroutine.resume(keep) collectgarbage() print(coroutine.resume(keep))
local m, ismain = coroutine.running() print(ismain, coroutine.status(m), coroutine.isyieldable(m))
print(coroutine.wrap(function() return coroutine.status(m), select(2, coroutine.running()) end)())
for _, f in ipairs { "resume", "status", "close", "isyieldable", "wrap",
  "create" } do print(f, pcall(coroutine[f], m)) end
