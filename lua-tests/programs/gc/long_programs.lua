-- Programs that make much garbage keep what they use.
local list for i = 1, 20000 do list = { next = i % 100 ~= 0 and list or nil, i } end local n = 0
while list do n = n + 1 list = list.next end print(n)
local t = {}
for i = 1, 5000 do t[i] = { tostring(i), function() return i end } if i > 100 then t[i - 100] = nil end end
local s = 0 for k, v in pairs(t) do s = s + v[2]() assert(v[1] == tostring(k)) end print(s)
local strs = {} for i = 1, 3000 do strs[i % 50] = ("s"):rep(i % 60) .. i end local total = 0
for _, v in pairs(strs) do total = total + #v end print(total)
local cos = {}
for i = 1,
  500 do cos[i] = coroutine.wrap(function() local x = { i } coroutine.yield() return x[1] end) cos[i]() end
s = 0 for i = 1, 500 do s = s + cos[i]() end print(s)
for _,
  mode in ipairs { "incremental", "generational",
  "incremental" } do collectgarbage(mode) local tree = {} local function build(d) return d > 0 and { build(d - 1), build(d - 1) } or { d } end for i = 1, 5 do tree[i] = build(8) end local function sum(t) return t[2] and sum(t[1]) + sum(t[2]) + 1 or 1 end s = 0 for i = 1, 5 do s = s + sum(tree[i]) end print(s) end
collectgarbage("stop") for i = 1, 1000 do local _ = { i } end collectgarbage("restart") collectgarbage()
print(collectgarbage("count") < 20000, collectgarbage("isrunning"))
local w = setmetatable({}, { __mode = "v" }) for i = 1, 1000 do w[i] = { i } end
for i = 1, 100 do collectgarbage("step", 100) end collectgarbage() print(next(w))
