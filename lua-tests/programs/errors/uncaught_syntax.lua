-- A script that does not compile.
print "not run"
local x = = 1
