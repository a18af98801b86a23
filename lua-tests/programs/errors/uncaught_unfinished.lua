-- A script whose block does not end.
local function f()
  if true then
    print "x"
