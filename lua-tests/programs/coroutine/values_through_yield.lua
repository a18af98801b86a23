-- How many values go through resume and yield, nils included.
local function show(...) print(select("#", ...), ...) end
local co = coroutine.create(function(...) show("body", ...) show("r1", coroutine.yield()) show("r2", coroutine.yield(nil)) show("r3", coroutine.yield(nil, nil)) show("r4", coroutine.yield(1, nil, 3)) return nil, "ret", nil end)
show(coroutine.resume(co)) show(coroutine.resume(co, nil)) show(coroutine.resume(co, nil, nil))
show(coroutine.resume(co, 1, nil)) show(coroutine.resume(co)) show(coroutine.resume(co))
local w = coroutine.wrap(function(...) local n = select("#", ...) while true do n = select("#", coroutine.yield(n)) end end)
print(w(), w(nil), w(nil, nil), w(1, 2, 3), w(table.unpack({}, 1, 100)))
local t = { coroutine.wrap(function() return 1, 2, 3 end)() } print(#t)
print((coroutine.wrap(function() return 1, 2 end)()), coroutine.wrap(function() end)())
print(coroutine.wrap(function(...) return coroutine.yield(...) end)(1, 2, 3))
local big = {} for i = 1, 2000 do big[i] = i end
local c = coroutine.wrap(function(...) local r = table.pack(coroutine.yield(...)) return r.n, r[r.n] end)
print(select("#", c(table.unpack(big)))) print(c(table.unpack(big)))
print(select("#", coroutine.resume(coroutine.create(table.unpack), {}, 1, 10)))
print(coroutine.resume(coroutine.create(select), "#", nil, nil),
  coroutine.resume(coroutine.create(coroutine.yield), "direct"))
