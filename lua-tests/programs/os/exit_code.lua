-- os.exit with a code does not close the state; buffered output is written.
kept = setmetatable({}, { __gc = function() print "no finalizer" end })
local x <close> = setmetatable({}, { __close = function() print "no closing" end })
io.write("buffered output")
coroutine.wrap(function() pcall(os.exit, 42) end)()
