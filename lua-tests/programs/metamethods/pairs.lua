-- __pairs gives the triple; what it returns beyond that is dropped, what lacks is nil.
local t = setmetatable({ 10, 20 }, { __pairs = function(self)
  return function(s, k) k = (k or 0) + 1; if k <= 3 then return k, s .. k end end, "state", nil, "extra"
end })
for k, v in pairs(t) do print(k, v) end
print(select("#", pairs(t)), select("#", pairs({})))
print(select(2, pairs(setmetatable({}, { __pairs = function() end }))))
print(pcall(pairs, setmetatable({}, { __pairs = 1 })))
print(pcall(pairs, setmetatable({}, { __pairs = function() error("in pairs", 0) end })))
print(pcall(pairs), pcall(pairs, nil))
print(type((pairs(nil or {}))), pcall(function() for _ in pairs(5) do end end))
local co = coroutine.wrap(function()
  for k,
    v in pairs(setmetatable({},
    { __pairs = function() coroutine.yield "yielded"; return next, { a = 1 } end })) do print(k, v) end
  return "end"
end)
print(co())
print(co())
local proxy = setmetatable({}, { __index = function(_, i) if i <= 3 then return i * i end end })
for i, v in ipairs(proxy) do io.write(i, "=", v, " ") end
print()
print(pcall(ipairs), pcall(ipairs, nil))
print(pcall(function() for _ in ipairs(5) do end end), pcall(function() for _ in ipairs() do end end))
