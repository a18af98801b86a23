-- Resources released by __gc, by __close, by hand; never twice.
local open = {}
local Resource = {} Resource.__index = Resource
function Resource.open(name) open[name] = true return setmetatable({ name = name }, Resource) end
function Resource:close() if open[self.name] then open[self.name] = nil print("close", self.name) end end
Resource.__gc = Resource.close Resource.__close = Resource.close
local function count() local n = 0 for _ in pairs(open) do n = n + 1 end return n end
do local r = Resource.open "collected" end collectgarbage() print(count())
do local r <close> = Resource.open "scoped" print(count()) end print(count()) collectgarbage()
do local r = Resource.open "by hand" r:close() end collectgarbage() print(count())
print(pcall(function() local r <close> = Resource.open "on error" error("failed", 0) end), count())
local kept = Resource.open "kept" collectgarbage() print(count()) kept = nil collectgarbage() print(count())
local function early() local r <close> = Resource.open "early return" return "value" end print(early())
for i = 1, 3 do local r <close> = Resource.open("loop " .. i) if i == 2 then break end end
local co = coroutine.wrap(function() local r <close> = Resource.open "in coroutine" coroutine.yield(1) end)
co() print(count()) co() print(count())
global_resource = Resource.open "at exit"
