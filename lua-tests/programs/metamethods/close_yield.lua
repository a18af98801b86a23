-- Yields inside __close, on normal exit, on error, on return, and when the coroutine is closed.
local function closer(name) return setmetatable({}, { __close = function(_, e)
  print("close", name, e, coroutine.yield("yield " .. name))
end }) end
local co = coroutine.wrap(function(...)
  do local a <close> = closer "block" end
  local function f(...)
    local b <close> = closer "return"
    local c <close> = closer "return 2"
    return ...
  end
  print("results", f(1, 2, 3))
  print(pcall(function()
    local d <close> = closer "error"
    error("E", 0)
  end))
  for i = 1, 2 do local e <close> = closer("loop" .. i) end
  for _ in next, { 1 }, nil, closer "for" do end
  return "finished"
end)
for i = 1, 20 do
  local r = co(i)
  print("got", r)
  if r == "finished" then break end
end
local dead = coroutine.create(function()
  local a <close> = setmetatable({}, { __close = function(_, e) print("closed by coroutine.close", e) end })
  local b <close> = setmetatable({}, { __close = function() error("second", 0) end })
  coroutine.yield "here"
end)
print(coroutine.resume(dead))
print(coroutine.close(dead))
print(coroutine.status(dead), coroutine.close(dead))
