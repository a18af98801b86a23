-- debug.setmetatable for every type, getmetatable past __metatable, registry, user values.
print(debug.setmetatable(10, { __index = function(n, k) return k .. n end,
  __call = function(n, x) return n + x end, __len = function(n) return n * 2 end }), (5).x, (5)(6), #7,
  getmetatable(1) ~= nil)
debug.setmetatable(10, nil) print(getmetatable(1), pcall(function() return (5).x end))
debug.setmetatable(nil, { __index = function() return "nil's field" end,
  __add = function() return "nil added" end })
print((nil).x, nil + 1, undefined_global.y) debug.setmetatable(nil, nil)
debug.setmetatable(true, { __tostring = function(b) return b and "yes" or "no" end,
  __band = function() return "and" end })
print(tostring(true), tostring(false), true & 1) debug.setmetatable(true, nil)
debug.setmetatable(print, { __index = { name = "function field" },
  __concat = function() return "concat" end })
print(print.name, print .. "x", (function() end).name) debug.setmetatable(print, nil)
debug.setmetatable(coroutine.create(print), { __index = coroutine })
print(coroutine.create(function() return 1 end):resume()) debug.setmetatable(coroutine.create(print), nil)
local t = setmetatable({}, { __metatable = "hidden" })
print(getmetatable(t), type(debug.getmetatable(t)), debug.setmetatable(t, nil) == t, getmetatable(t))
print(pcall(debug.setmetatable)) print(pcall(debug.setmetatable, {})) print(pcall(debug.setmetatable, {}, 1))
print(pcall(debug.getmetatable)) print(debug.getmetatable(1), debug.getmetatable(nil))
print(type(debug.getregistry()), debug.getregistry()._LOADED == package.loaded,
  debug.getregistry()[2] == _G, type(debug.getregistry()[1]))
print(debug.getuservalue(io.stdout)) print(debug.getuservalue(io.stdout, 1)) print(debug.getuservalue(1))
print(debug.getuservalue({}, 1)) print(debug.setuservalue(io.stdout, 1))
print(pcall(debug.setuservalue, {}, 1)) print(pcall(debug.setuservalue)) print(pcall(debug.getuservalue))
print(pcall(debug.getuservalue, io.stdout, "x")) print(pcall(debug.setuservalue, io.stdout))
print(debug.setuservalue(io.stdout, 1, 5))
