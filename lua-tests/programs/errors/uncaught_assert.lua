-- assert with a message has no position.
local ok, message = pcall(error, "first", 0)
assert(ok, message .. ", then asserted")
