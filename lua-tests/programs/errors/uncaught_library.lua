-- A wrong argument, uncaught.
local s = "text"
print(s:rep(2))
s:rep({})
