-- coroutine.close: every status, pending variables, errors in them.
local function closer(name, err) return setmetatable({}, { __close = function(_, e) print("closing", name, e); if err then error(err, 0) end end }) end
local co = coroutine.create(function() local a <close> = closer "a"; local b <close> = closer "b"; coroutine.yield(1); print "not reached" end)
print(coroutine.resume(co)) print(coroutine.close(co)) print(coroutine.status(co), coroutine.close(co), coroutine.resume(co))
co = coroutine.create(function() local a <close> = closer("a", "from a"); local b <close> = closer("b", "from b"); coroutine.yield(1) end)
coroutine.resume(co) print(coroutine.close(co)) print(coroutine.close(co), coroutine.status(co))
co = coroutine.create(print) print(coroutine.close(co), coroutine.status(co), coroutine.resume(co))
co = coroutine.create(error) coroutine.resume(co, "failed") print(coroutine.status(co), coroutine.close(co)) print(coroutine.close(co))
co = coroutine.create(function() error({ "table" }) end) coroutine.resume(co) print(select(2, coroutine.close(co))[1])
co = coroutine.create(function() end) coroutine.resume(co) print(coroutine.close(co))
print(pcall(coroutine.close)) print(pcall(coroutine.close, 1)) print(pcall(coroutine.close, coroutine.running()))
local outer
outer = coroutine.create(function() local inner = coroutine.create(function() return pcall(coroutine.close, outer) end); print(coroutine.resume(inner)); print(pcall(coroutine.close, outer)) end)
coroutine.resume(outer)
co = coroutine.create(function() local x <close> = setmetatable({}, { __close = function() coroutine.yield("in close") end }); coroutine.yield(1) end)
coroutine.resume(co) print(coroutine.close(co)) print(coroutine.status(co))
co = coroutine.wrap(function() local x <close> = closer "wrapped"; coroutine.yield(1) end) print(co())
co = coroutine.create(function() pcall(function() local x <close> = closer "in pcall"; coroutine.yield() end) end)
coroutine.resume(co) print(coroutine.close(co))
