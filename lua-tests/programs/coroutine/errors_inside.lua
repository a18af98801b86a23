-- Errors in coroutines: messages, positions, status, what the outside sees.
local function try(f, ...) local co = coroutine.create(f) print(coroutine.resume(co, ...)) print(coroutine.status(co)) print(coroutine.resume(co)) end
try(function() error("plain") end) try(function() error("level 0", 0) end)
try(function() error("level 2", 2) end) try(function() error() end) try(function() local x = nil + 1 end)
try(function() coroutine.yield("first") error("second") end) try(error, "direct")
try(function() return coroutine.resume(coroutine.running()) end)
try(function() return coroutine.wrap(function() error("inner") end)() end)
try(function() return coroutine.resume(coroutine.create(function() error("inner") end)) end)
try(function() return pcall(error, "caught") end) try(function() string.rep() end)
try(function() coroutine.yield(coroutine.yield) end) try(print, "ok")
try(function() local t <close> = setmetatable({}, { __close = function(_, e) print("closing", e) end }) error("with close", 0) end)
local co = coroutine.create(function() local ok, e = pcall(coroutine.yield, "in pcall") print(ok, e) error("final", 0) end)
print(coroutine.resume(co)) print(coroutine.resume(co, "resumed")) print(coroutine.status(co))
print(pcall(coroutine.wrap(function() coroutine.wrap(function() coroutine.wrap(function() error("deep", 0) end)() end)() end)))
print(select(2,
  coroutine.resume(coroutine.create(function() error(setmetatable({}, { __tostring = function() return "object" end })) end))) ~= nil, tostring(select(2, coroutine.resume(coroutine.create(function() error(setmetatable({}, { __tostring = function() return "object" end })) end)))))
local dead = coroutine.wrap(function() end) dead() print(pcall(dead)) print(pcall(coroutine.resume, dead))
print(pcall(function() for x in coroutine.wrap(function() coroutine.yield(1) error("in for", 0) end) do print(x) end end))
