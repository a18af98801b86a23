-- collectgarbage: options, their results, wrong ones.
local function try(...) print(pcall(collectgarbage, ...)) end
print(collectgarbage(), collectgarbage("collect"), collectgarbage("stop"), collectgarbage("isrunning"),
  collectgarbage("restart"), collectgarbage("isrunning"))
print(math.type(collectgarbage("count")), collectgarbage("count") > 1, select("#", collectgarbage("count")))
print(type(collectgarbage("step")), type(collectgarbage("step", 0)), type(collectgarbage("step", 100)))
print(collectgarbage("setpause", 150), collectgarbage("setpause", 200), collectgarbage("setpause", 100),
  collectgarbage("setpause", 200))
print(collectgarbage("setstepmul", 200), collectgarbage("setstepmul", 100), collectgarbage("setstepmul", 100))
print(collectgarbage("incremental"), collectgarbage("incremental", 100, 200, 10),
  collectgarbage("incremental", 0, 0, 0))
print(collectgarbage("setpause", 200), collectgarbage("setstepmul", 100))
try("bogus") try("") try(1) try({}) try(true) try("step", "x") try("step", 1.5) try("setpause", {})
try("setpause", "150") try("collect", "ignored") try(nil) try("COLLECT") try("incremental", "x")
try("incremental", 1, "x")
collectgarbage("setpause", 200)
collectgarbage("stop")
local before = collectgarbage("count")
for i = 1, 1000 do local t = { i } end
print(collectgarbage("count") > before)
collectgarbage("restart")
collectgarbage()
print(collectgarbage("count") < before + 100)
setmetatable({},
  { __gc = function() print("in finalizer:", collectgarbage(), collectgarbage("count"), collectgarbage("step"), collectgarbage("isrunning"), collectgarbage("setpause", 1), collectgarbage("incremental")) end })
collectgarbage()
