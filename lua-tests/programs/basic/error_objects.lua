-- Error objects with fields, methods, __tostring, equality; rethrown and compared.
local E = {} E.__index = E E.__tostring = function(e) return e.class .. "(" .. e.message .. ")" end
E.__eq = function(a, b) return a.message == b.message end
local function new(class, message) return setmetatable({ class = class, message = message }, E) end function E:is(class) return self.class == class end
local ok, e = pcall(error, new("IOError", "disk"))
print(ok, tostring(e), e:is "IOError", e:is "Other", e == new("X", "disk"), rawequal(e, e),
  getmetatable(e) == E)
local function handle(f) local ok, e = pcall(f) if ok then return "ok" end if getmetatable(e) == E then if e:is "IOError" then return "handled " .. e.message end error(e) end return "plain: " .. tostring(e) end
print(handle(function() error(new("IOError", "a")) end))
print(pcall(handle, function() error(new("Other", "b")) end)) print(handle(function() error("text") end))
print(handle(function() error() end)) print(handle(function() error(42) end)) print(handle(function() end))
print(select(2, xpcall(error, function(e) e.handled = true return e end, new("H", "h"))).handled,
  select(2, pcall(error, new("L", "l"), 2)).message,
  tostring(select(2, pcall(error, setmetatable({}, { __tostring = function() return "T" end })))))
print(pcall(error, setmetatable({}, { __tostring = function() error("nested") end })) == false)
print(pcall(function() error(setmetatable({}, { __index = function(_, k) return k end })) end) == false,
  select(2, pcall(error, setmetatable({}, { __index = function(_, k) return k end }))).anything)
local co = coroutine.create(function() error(new("Co", "c")) end) local ok, e = coroutine.resume(co)
print(ok, tostring(e), tostring(select(2, coroutine.close(co))))
print(tostring(select(2, pcall(coroutine.wrap(function() error(new("W", "w")) end)))),
  assert(pcall(assert, new("A", "a"))), select(2, pcall(assert, false, new("A", "a"))):is "A")
