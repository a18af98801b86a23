-- Errors in __close replace the one before and reach the closers that are left.
local function closer(name, raise)
  return setmetatable({}, { __close = function(_, e)
    print("close " .. name, e)
    if raise then error(raise, 0) end
  end })
end
print(pcall(function()
  local a <close> = closer("a", "from a")
  local b <close> = closer("b")
  local c <close> = closer("c", "from c")
  return "lost"
end))
print(pcall(function()
  local a <close> = closer("a")
  local b <close> = closer("b", "from b")
  error("body", 0)
end))
print(pcall(function()
  local a <close> = closer("a", "from a")
  for i = 1, 2 do
    local b <close> = closer("b" .. i, i == 2 and "second" or nil)
  end
end))
print(pcall(function()
  local x <close> = setmetatable({}, { __close = function() local y; return y.z end })
end))
local mt = { __close = function() end }
print(pcall(function()
  local gone <close> = setmetatable({}, mt)
  mt.__close = nil
end))
mt.__close = function() end
print(pcall(function()
  local gone <close> = setmetatable({}, mt)
  mt.__close = 5
  error "other"
end))
print(pcall(function()
  local x <close> = setmetatable({}, { __close = function(...) print(select("#", ...)) end })
end))
print(xpcall(function()
  local x <close> = closer("x", "in close")
  error "in body"
end, function(m) return "handled " .. m end))
