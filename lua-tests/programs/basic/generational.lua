-- The generational mode: its results and parameters, and that it collects.
print(collectgarbage("generational"), collectgarbage("generational", 20, 100),
  collectgarbage("incremental"), collectgarbage("generational"))
local weak = setmetatable({}, { __mode = "v" })
local keep = {}
for i = 1, 1000 do weak[i] = {}; if i % 100 == 0 then keep[#keep + 1] = weak[i] end end
collectgarbage()
local n = 0
for _ in pairs(weak) do n = n + 1 end
print(n, #keep)
print(collectgarbage("step"), collectgarbage("step", 10), collectgarbage("isrunning"))
local count = 0
for i = 1, 5 do setmetatable({}, { __gc = function() count = count + 1 end }) end
collectgarbage()
print(count)
local old = {}
collectgarbage() collectgarbage()
for i = 1, 100 do old[i] = { i } end
collectgarbage("step")
for i = 1, 100 do assert(old[i][1] == i) end
print(collectgarbage("incremental"), collectgarbage("incremental"))
print(pcall(collectgarbage, "generational", "x"), pcall(collectgarbage, "generational", 1, {}))
