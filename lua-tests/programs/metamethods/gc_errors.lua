-- An error in a finalizer becomes a warning.
warn "@on"
setmetatable({}, { __gc = function() error "string error" end })
collectgarbage()
setmetatable({}, { __gc = function() error({}) end })
collectgarbage()
setmetatable({},
  { __gc = function() error(setmetatable({}, { __tostring = function() return "with tostring" end })) end })
collectgarbage()
setmetatable({}, { __gc = function() error(nil) end })
collectgarbage()
setmetatable({}, { __gc = function() local x; x.y = 1 end })
collectgarbage()
setmetatable({}, { __gc = "not callable" })
collectgarbage()
setmetatable({}, { __gc = setmetatable({}, { __call = function() print "callable object" end }) })
collectgarbage()
setmetatable({}, { __gc = function() print(collectgarbage "count", collectgarbage(), collectgarbage "step") end })
collectgarbage()
setmetatable({}, { __gc = function() print(pcall(coroutine.yield)) end })
collectgarbage()
print "alive"
setmetatable({}, { __gc = function() error("at exit", 0) end })
