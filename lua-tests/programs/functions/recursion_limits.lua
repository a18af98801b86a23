-- Very deep recursion of each kind ends in an error that can be caught.
local function kind(name, f, ...) 
  local ok, message = pcall(f, ...)
  print(name, ok, type(message) == "string" and message:gsub("^[^:]*:%d+: ", ""):sub(1, 60):gsub("%s.*\n.*",
    "") or message)
end
local function lua() return 1 + lua() end
kind("Lua function", function() local ok, m = pcall(lua); return error(m:match("stack overflow"), 0) end)
local mt = setmetatable({}, {})
getmetatable(mt).__index = function(t, k) return t[k] end
kind("__index function",
  function() local ok, m = pcall(function() return mt.x end); error(m:match("C stack overflow") or m:match("stack overflow"), 0) end)
getmetatable(mt).__add = function(a, b) return a + b end
kind("__add",
  function() local ok, m = pcall(function() return mt + 1 end); error(m:match("C stack overflow") or m:match("stack overflow"), 0) end)
getmetatable(mt).__tostring = function(t) return tostring(t) end
kind("__tostring",
  function() local ok, m = pcall(tostring, mt); error(m:match("C stack overflow") or m:match("stack overflow"), 0) end)
local function gsub() return (("x"):gsub("x", gsub)) end
kind("gsub",
  function() local ok, m = pcall(gsub); error(m:match("C stack overflow") or m:match("stack overflow"), 0) end)
local function sort() table.sort({ 1, 2, 3 }, sort) end
kind("sort",
  function() local ok, m = pcall(sort); error(m:match("C stack overflow") or m:match("stack overflow"), 0) end)
local function nest(n) return coroutine.wrap(function() return nest(n + 1) end)() end
kind("coroutines",
  function() local ok, m = pcall(nest, 1); error(m:match("C stack overflow") or m:match("stack overflow"), 0) end)
local function protected() return pcall(protected) end
kind("pcall", function() return protected() and "true at the end" end)
kind("string.rep nesting in load",
  function() local f, m = load(("("):rep(1000) .. "1" .. (")"):rep(1000)); error(m:match("C stack overflow") or m, 0) end)
kind("unpack", function() return select("#", table.unpack({}, 1, 1e6)) end)
kind("unpack", function() return select("#", table.unpack({}, 1, 1e8)) end)
kind("concat", function() local s = ("x"):rep(100); return #table.concat({ s, s, s }) end)
kind("varargs", function() return select("#", string.byte(("x"):rep(2e6), 1, -1)) end)
