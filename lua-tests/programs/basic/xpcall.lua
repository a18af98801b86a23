-- xpcall: arguments, the handler at the point of the error, errors in the handler.
local function try(...) print(xpcall(...)) end
local function h(m) return "handled: " .. tostring(m) end
try(function(...) return ... end, h, 1, nil, 3) try(function() end, h) try(error, h) try(error, h, "e")
try(error, h, "e", 2) try(error, h, { 1 } and nil)
try(function() local x; x() end, h) try(function() error("level 2", 2) end, h)
print(pcall(xpcall)) print(pcall(xpcall, print)) print(pcall(xpcall, print, nil))
print(pcall(xpcall, print, 1)) print(pcall(xpcall, print, {}))
print(pcall(xpcall, 1, print)) print(xpcall(nil, h)) print(xpcall({}, h)) print(xpcall("x", h, 1))
try(error, function(m) error("in handler") end, "e")
try(error, function(m) local x = m.y.z end, "e")
try(error, error, "e")
print(xpcall(error, function(m) return #debug.traceback(m) > 0 end, "e"))
local depth = 0
print(xpcall(function() error("first") end,
  function(m) depth = depth + 1; if depth < 3 then error("again " .. depth, 0) end; return m end))
print(depth)
local inner_saw
print(xpcall(function() print(xpcall(error, function(m) inner_saw = m; return "inner" end, "a")); error("b", 0) end, function(m) return "outer " .. m end), inner_saw)
print(xpcall(pcall, h, error, "x"))
print(xpcall(function() return coroutine.wrap(function() error("in co", 0) end)() end, h))
local function overflow() return 1 + overflow() end
print(xpcall(overflow, function(m) return (m:match("stack overflow")) end))
local co = coroutine.wrap(function() return xpcall(function() coroutine.yield("y"); error("after", 0) end, h) end)
print(co()) print(co())
