-- What a program can see of the collector: weak tables, finalizers, counts that fall.
collectgarbage()
local before = collectgarbage("count")
do
  local garbage = {}
  for i = 1, 20000 do garbage[i] = { i, tostring(i) } end
  assert(collectgarbage("count") > before + 1000)
end
collectgarbage()
print(collectgarbage("count") < before + 100)
local weak_values = setmetatable({}, { __mode = "v" })
local weak_keys = setmetatable({}, { __mode = "k" })
local kept = {}
weak_values.kept, weak_values.lost, weak_values.number, weak_values.text = kept, {}, 42, "text"
weak_keys[kept], weak_keys[{}], weak_keys[1] = "kept", "lost", "one"
collectgarbage()
print(weak_values.kept == kept, weak_values.lost, weak_values.number, weak_values.text)
local count = 0
for _ in pairs(weak_keys) do count = count + 1 end
print(count, weak_keys[kept], weak_keys[1])
local ephemeron = setmetatable({}, { __mode = "k" })
do
  local key = {}
  ephemeron[key] = { key }
end
collectgarbage()
print(next(ephemeron))
local order = {}
for i = 1, 3 do setmetatable({}, { __gc = function() order[#order + 1] = i end }) end
collectgarbage()
print(table.concat(order, " "))
local resurrected
do
  local object = setmetatable({ name = "phoenix" }, { __gc = function(o) resurrected = o end })
  object = nil
end
collectgarbage()
print(resurrected and resurrected.name)
print(collectgarbage("isrunning"), collectgarbage("stop"), collectgarbage("isrunning"), collectgarbage("restart"), collectgarbage("isrunning"))
print(type(collectgarbage("step")), collectgarbage("incremental"), collectgarbage("generational"), collectgarbage("incremental"))
print(collectgarbage("setpause", 150), collectgarbage("setstepmul", 200), pcall(collectgarbage, "unknown"))
local threads = setmetatable({}, { __mode = "k" })
for i = 1, 100 do
  local co = coroutine.create(function() local x = {} coroutine.yield(x) end)
  coroutine.resume(co)
  threads[co] = true
end
collectgarbage()
print(next(threads))
setmetatable({}, { __gc = function() print("at the end") end })
