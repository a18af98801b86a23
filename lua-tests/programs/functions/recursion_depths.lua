-- How deep each kind of recursion goes before it is refused, and the message.
local function depth(name, make)
  local n = 0
  local function count() n = n + 1 end
  local ok, m = pcall(make(count))
  print(name, n, ok, type(m) == "string" and m:gsub("\n.*", ""):sub(1, 200))
end
depth("lua", function(c) local function f() c() return 1 + f() end return f end)
depth("lua2",
  function(c) local function f(a, b, d, e) c() local x, y, z = 1, 2, 3 return f(x, y, z) + 1 end return f end)
depth("vararg", function(c) local function f(...) c() return 1 + f(...) end return function() return f(1, 2, 3) end end)
depth("method",
  function(c) local o = {} function o:m() c() return (self:m()) end return function() return o:m() end end)
depth("pcall", function(c) local function f() c() return pcall(f) end return f end)
depth("pcall err", function(c) local function f() c() local ok, m = pcall(f) error(m, 0) end return f end)
depth("xpcall", function(c) local function f() c() return xpcall(f, print) end return f end)
depth("gsub", function(c) local function f() c() return (("x"):gsub("x", f)) end return f end)
depth("sort", function(c) local function f() c() table.sort({ 1, 2 }, f) return false end return f end)
depth("tostring",
  function(c) local t = setmetatable({}, { __tostring = function(t) c() return tostring(t) end }) return function() return tostring(t) end end)
depth("index",
  function(c) local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) c() return t[k] end return function() return t.x end end)
depth("newindex",
  function(c) local t = setmetatable({}, {}) getmetatable(t).__newindex = function(t, k, v) c() t[k] = v end return function() t.x = 1 end end)
depth("add",
  function(c) local t = setmetatable({}, {}) getmetatable(t).__add = function(a, b) c() return a + b end return function() return t + t end end)
depth("concat",
  function(c) local t = setmetatable({}, {}) getmetatable(t).__concat = function(a, b) c() return a .. b end return function() return t .. t end end)
depth("eq",
  function(c) local t = setmetatable({}, {}) local u = setmetatable({}, getmetatable(t)) getmetatable(t).__eq = function(a, b) c() return a == b end return function() return t == u end end)
depth("lt",
  function(c) local t = setmetatable({}, {}) getmetatable(t).__lt = function(a, b) c() return a < b end return function() return t < t end end)
depth("len",
  function(c) local t = setmetatable({}, {}) getmetatable(t).__len = function(a) c() return #a end return function() return #t end end)
depth("unm",
  function(c) local t = setmetatable({}, {}) getmetatable(t).__unm = function(a) c() return -a end return function() return -t end end)
depth("call",
  function(c) local t = setmetatable({}, {}) getmetatable(t).__call = function(self) c() return (self()) end return function() return t() end end)
depth("close", function(c) local function f() c() local x <close> = setmetatable({}, { __close = f }) end return f end)
depth("coroutine", function(c) local function f() c() return coroutine.wrap(f)() end return f end)
depth("resume",
  function(c) local function f() c() return select(2, coroutine.resume(coroutine.create(f))) end return f end)
depth("loadtail",
  function(c) local function f() c() local x = load("local f = ... return (f())")(f) return x end return f end)
depth("for iterator", function(c) local function f() c() for _ in f do end end return f end)
depth("pairs",
  function(c) local t = setmetatable({}, { __pairs = function(t) c() return pairs(t) end }) return function() return pairs(t) end end)
depth("require",
  function(c) package.preload.rec = function() c() package.loaded.rec = nil return require "rec" end return function() return require "rec" end end)
depth("string arith",
  function(c) local t = setmetatable({}, { __add = function(a, b) c() return "1" + b end }) return function() return "1" + t end end)
depth("dofile",
  function(c) return function() local function f() c() return table.concat(setmetatable({}, { __len = f })) end return f() end end)
depth("unpack",
  function(c) local function f() c() return table.unpack(setmetatable({}, { __index = f, __len = function() return 1 end })) end return f end)
depth("insert",
  function(c) local function f() c() table.insert(setmetatable({}, { __newindex = f }), 1) end return f end)
depth("handler", function(c) return function() return xpcall(error, function(m) c() error(m) end) end end)
depth("reader", function(c) local function f() c() return load(f) end return function() return f() and 1 end end)
