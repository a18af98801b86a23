-- Upvalues, open and closed, stacks of suspended and dead coroutines: what they keep.
local weak = setmetatable({}, { __mode = "v" })
local function alive() collectgarbage() local r = {} for k in pairs(weak) do r[#r + 1] = tostring(k) end table.sort(r) return table.concat(r, " ") end
local f do local o = {} weak.closed = o f = function() return o end end print(alive()) f = nil print(alive())
local co = coroutine.create(function() local o = {} weak.stack = o coroutine.yield() end) coroutine.resume(co)
print(alive()) coroutine.resume(co) print(alive(), coroutine.status(co)) co = nil print(alive())
co = coroutine.create(function() local o = {} weak.unwound = o error("x") end) coroutine.resume(co)
print(alive()) coroutine.close(co) print(alive())
co = coroutine.wrap(function() local o = {} weak.shared = o coroutine.yield(function() return o end) o = nil coroutine.yield() end)
local g = co() print(alive()) co() print(alive(), g())
local t = {} weak.key = {} t[weak.key] = true print(alive()) t[weak.key] = nil print(alive())
local function args(...) weak.vararg = { ... } return alive() end print(args({}))
do local x = {} weak.block = x end local y print(alive()) weak.up = {}
local function loop() local o = weak.up return function() return o end end local h = loop() print(alive())
h = nil print(alive()) local e = setmetatable({}, { __mode = "k" }) weak.eph = {} e[weak.eph] = { weak.eph }
print(alive()) debug.setmetatable(0, { __index = { {} } }) weak.num = debug.getmetatable(0) print(alive())
debug.setmetatable(0, nil) print(alive())
