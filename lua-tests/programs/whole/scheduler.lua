-- Tasks with timers and messages on a logical clock.
local now, queue, log = 0, {}, {}
local function at(time, co, ...) queue[#queue + 1] = { time = time, seq = #queue, co = co, args = table.pack(...) } table.sort(queue, function(x, y) if x.time ~= y.time then return x.time < y.time end return x.seq < y.seq end) end
local function sleep(t) at(now + t, coroutine.running()) return coroutine.yield() end
local mailbox, waiting = {}, {}
local function send(to, m) if waiting[to] then local co = waiting[to] waiting[to] = nil at(now, co, m) else mailbox[to] = mailbox[to] or {} table.insert(mailbox[to], m) end end
local function receive(me) local box = mailbox[me] if box and #box > 0 then return table.remove(box, 1) end waiting[me] = coroutine.running() return coroutine.yield() end
local function spawn(name, f) at(now, coroutine.create(function() local ok, e = pcall(f) log[#log + 1] = name .. (ok and " done" or " failed: " .. e) .. " at " .. now end)) end
spawn("producer", function() for i = 1, 3 do sleep(2) send("consumer", "item " .. i) end send("consumer", "stop") end)
spawn("consumer",
  function() while true do local m = receive "consumer" log[#log + 1] = now .. ": " .. m if m == "stop" then break end end end)
spawn("ticker", function() for i = 1, 5 do log[#log + 1] = now .. ": tick" sleep(1.5) end end)
spawn("broken", function() sleep(3) error("crash", 0) end)
while #queue > 0 do local item = table.remove(queue, 1) now = item.time local ok, e = coroutine.resume(item.co, table.unpack(item.args, 1, item.args.n)) if not ok then log[#log + 1] = "scheduler: " .. e end end
print(table.concat(log, "\n"))
