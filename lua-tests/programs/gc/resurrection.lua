-- Resurrected objects: once finalized, again when marked again; what weak tables see.
local saved, weak_k, weak_v = nil, setmetatable({}, { __mode = "k" }), setmetatable({}, { __mode = "v" })
do local o = setmetatable({ name = "phoenix" }, { __gc = function(o) saved = o print("gc", o.name, weak_k[o], weak_v[1]) end }) weak_k[o] = "by key" weak_v[1] = o end
collectgarbage() print(saved.name, weak_k[saved], weak_v[1]) saved = nil collectgarbage() print(saved, next(weak_k))
local count = 0 local mt
mt = { __gc = function(o) count = count + 1 if count < 4 then setmetatable(o, mt) end end }
setmetatable({}, mt) for i = 1, 6 do collectgarbage() end print(count)
local inner
do local o = setmetatable({ part = { value = "part" } }, { __gc = function(o) inner = o.part end }) end
collectgarbage() print(inner.value) collectgarbage() print(inner.value)
local function make() local t = {} setmetatable(t, { __gc = function(x) print("closure sees", x == t, t ~= nil) end }) end
make() collectgarbage()
local order = {} for i = 1, 5 do setmetatable({}, { __gc = function() order[#order + 1] = i end }) end
collectgarbage() print(table.concat(order, " "))
local co = coroutine.create(function() local x = setmetatable({}, { __gc = function() print "coroutine's object" end }) coroutine.yield() end)
coroutine.resume(co) collectgarbage() print "still" co = nil collectgarbage() print "gone"
