-- The traceback of an overflow leaves out its middle.
local function recurse(n) return 1 + recurse(n + 1) end
print(select("#", pcall(recurse, 1)))
recurse(1)
