-- An error that leaves a coroutine through wrap.
local function fail() local t = nil; return t.field end
local co = coroutine.wrap(function() coroutine.yield(1); fail() end)
print(co())
co()
