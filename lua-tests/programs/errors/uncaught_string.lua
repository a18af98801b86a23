-- An uncaught error: message, traceback, status 1.
local function inner() error("something failed") end
local function outer() inner() end
print "before"
outer()
