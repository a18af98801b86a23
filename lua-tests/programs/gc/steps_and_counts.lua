-- Collection by steps; memory grows and shrinks; stop and restart.
collectgarbage() collectgarbage("stop")
local before = collectgarbage("count") local t = {} for i = 1, 5000 do t[i] = { i, tostring(i) } end
local full = collectgarbage("count") print(full > before, full - before > 100)
t = nil collectgarbage() local after = collectgarbage("count") print(after < full, after - before < 100)
print(collectgarbage("isrunning")) collectgarbage("restart") print(collectgarbage("isrunning"))
local weak = setmetatable({}, { __mode = "v" }) weak[1] = {} local steps = 0 collectgarbage("incremental")
repeat steps = steps + 1 until collectgarbage("step", 1) or steps > 100000 print(steps <= 100000)
collectgarbage() print(weak[1])
local finalized = 0
for i = 1, 100 do setmetatable({}, { __gc = function() finalized = finalized + 1 end }) end collectgarbage()
collectgarbage() print(finalized) local s = {} for i = 1, 200 do s[i] = ("x"):rep(1000) .. i end
local with = collectgarbage("count") s = nil collectgarbage() print(with - collectgarbage("count") > 150)
print(math.type(collectgarbage("count")), collectgarbage("count") * 1024 % 1 == 0,
  collectgarbage("collect"), collectgarbage("step") == collectgarbage("step") or true)
local big = ("x"):rep(1 << 20) local c1 = collectgarbage("count") big = nil collectgarbage()
print(c1 - collectgarbage("count") > 900)
