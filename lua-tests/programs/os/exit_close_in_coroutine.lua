-- os.exit that closes the state, from within a coroutine with pending variables.
local main <close> = setmetatable({}, { __close = function() print "main variable" end })
kept = setmetatable({}, { __gc = function() print "finalizer" end })
local co = coroutine.wrap(function() local inner <close> = setmetatable({}, { __close = function() print "inner variable" end }); os.exit(3, true) end)
co()
