-- os.exit(true, true) closes the state: finalizers and pending variables run, status 0.
kept = setmetatable({}, { __gc = function() print "finalizer" end })
local x <close> = setmetatable({}, { __close = function(_, e) print("closing", e) end })
io.write("buffered")
os.exit(true, true)
