-- __metatable guards what getmetatable shows and setmetatable may change.
local guarded = setmetatable({}, { __metatable = "keep out" })
print(getmetatable(guarded), pcall(setmetatable, guarded, {}), pcall(setmetatable, guarded, nil))
local hidden = setmetatable({}, { __metatable = false })
print(getmetatable(hidden), pcall(setmetatable, hidden, {}))
print(getmetatable("").__index == string, getmetatable("").__name)
print(getmetatable(1), getmetatable(nil), getmetatable(print), getmetatable(true),
  getmetatable(coroutine.create(print)))
print(pcall(setmetatable, {}))
print(pcall(setmetatable, {}, 1))
print(pcall(setmetatable, nil, {}))
print(pcall(setmetatable))
print(pcall(setmetatable, "s", {}))
print(pcall(getmetatable))
local t = {}
print(setmetatable(t, nil) == t, setmetatable(t, {}) == t, getmetatable(t) ~= nil, getmetatable(setmetatable(t, nil)))
print(getmetatable(io.stdout).__name, type(getmetatable(io.stdout).__index), type(getmetatable(io.stdout).__gc))
