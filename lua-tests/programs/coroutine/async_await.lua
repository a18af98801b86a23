-- Promises with a run loop: await, errors, sequence and all.
local queue, clock = {}, 0
local function defer(f, t) queue[#queue + 1] = { t = clock + (t or 0), n = #queue, f = f } table.sort(queue, function(a, b) if a.t ~= b.t then return a.t < b.t end return a.n < b.n end) end
local function promise(executor) local p = { waiting = {} } local function settle(ok, v) if p.done then return end p.done, p.ok, p.v = true, ok, v for _, w in ipairs(p.waiting) do defer(w) end end executor(function(v) settle(true, v) end, function(e) settle(false, e) end) return p end
local function await(p) if not p.done then local co = coroutine.running() table.insert(p.waiting, function() assert(coroutine.resume(co)) end) coroutine.yield() end if p.ok then return p.v end error(p.v, 0) end
local function async(f) return function(...) local args = table.pack(...) return promise(function(resolve, reject) coroutine.wrap(function() local ok, v = pcall(f, table.unpack(args, 1, args.n)) if ok then resolve(v) else reject(v) end end)() end) end end
local function sleep(t, v) return promise(function(resolve) defer(function() resolve(v) end, t) end) end
local fetch = async(function(n) await(sleep(n)) if n == 3 then error("bad " .. n, 0) end return "data" .. n end)
local main = async(function() print(clock, await(fetch(1))) print(clock, await(fetch(2))) print(clock, pcall(await, fetch(3))) local ps = { fetch(5), fetch(1), fetch(4) } for _, p in ipairs(ps) do print(clock, await(p)) end return "main done" end)
local p = main()
while #queue > 0 do local item = table.remove(queue, 1) clock = math.max(clock, item.t) item.f() end
print(p.ok, p.v, clock)
