-- Attributes of objects kept outside of them, in weak-keyed tables.
local attributes = setmetatable({}, { __mode = "k" })
local function set(o, k, v) attributes[o] = attributes[o] or {} attributes[o][k] = v end
local function get(o, k) return attributes[o] and attributes[o][k] end
local function size() local n = 0 for _ in pairs(attributes) do n = n + 1 end return n end
local a, b = {}, {}
set(a, "colour", "red") set(b, "colour", "blue") set(a, "self", a) set(b, "other", a)
print(get(a, "colour"), get(b, "colour"), get({}, "colour"), size())
b = nil collectgarbage() print(size(), get(a, "self") == a) a = nil collectgarbage() print(size())
local defaults = setmetatable({}, { __mode = "k" })
local mt = { __index = function(t) return defaults[t] end }
local function with_default(t, d) defaults[t] = d return setmetatable(t, mt) end
local t = with_default({}, "dflt") print(t.x, t.y) t.x = 1 print(t.x) t = nil collectgarbage()
print(next(defaults))
local interned = setmetatable({}, { __mode = "v" })
local function point(x, y) local k = x .. "," .. y local p = interned[k] if not p then p = { x = x, y = y } interned[k] = p end return p end
print(point(1, 2) == point(1, 2), point(1, 2) == point(2, 1)) local p = point(5, 5) collectgarbage()
print(interned["5,5"] == p, interned["1,2"])
local f = function() end set(f, "doc", "a function") set(coroutine.running(), "doc", "a thread")
set(io.stdout, "doc", "a file") set("string", "doc", "a string") set(42, "doc", "a number") collectgarbage()
print(get(f, "doc"), get(coroutine.running(), "doc"), get(io.stdout, "doc"), get("string", "doc"),
  get(42, "doc"))
