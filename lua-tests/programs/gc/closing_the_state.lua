-- At the end of the program every finalizer runs, in reverse order of marking; new objects too.
for i = 1, 5 do _G["o" .. i] = setmetatable({ i = i }, { __gc = function(o) print("closing", o.i) end }) end
local t <close> = setmetatable({}, { __close = function() print "main chunk's variable" end })
make = setmetatable({},
  { __gc = function() setmetatable({}, { __gc = function() print "made while closing" end }) print "making" end })
failing = setmetatable({}, { __gc = function() error "in finalizer at close" end })
cycle = setmetatable({}, { __gc = function(o) print("self", o.me == o, type(print), o1 and o1.i) end }) cycle.me = cycle
coroutine.wrap(function() local x <close> = setmetatable({}, { __close = function() print "never closed" end }) coroutine.yield() end)()
warn "@on" print "end of chunk"
