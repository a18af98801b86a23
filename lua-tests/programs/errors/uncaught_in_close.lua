-- An error in a closing variable of the main chunk.
local a <close> = setmetatable({}, { __close = function(_, e) print("a sees", e) end })
local b <close> = setmetatable({}, { __close = function() error("from b") end })
error("from main")
