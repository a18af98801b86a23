-- Tracebacks seen from a message handler.
local function show(s) print((s:gsub("\n%s*%[C%]: in %?", ""))) end
local function thrower() error("oops") end
local function middle() thrower() end
local t = { field = function() middle() end }
function t.method(self) self.field() end
function global_function() t:method() end
local ok, tb = xpcall(global_function, debug.traceback)
show(tb)
ok, tb = xpcall(function() local x = nil; x.y = 1 end, debug.traceback)
show(tb)
ok, tb = xpcall(function() string.rep() end, debug.traceback)
show(tb)
ok, tb = xpcall(function() table.sort({ 3, 2, 1 }, function(a, b) error("cmp") end) end, debug.traceback)
show(tb)
ok, tb = xpcall(function() for k in pairs(nil) do end end, debug.traceback)
show(tb)
ok, tb = xpcall(function() return setmetatable({}, { __add = function() error("in mm") end }) + 1 end, debug.traceback)
show(tb)
ok,
  tb = xpcall(function() return setmetatable({}, { __index = function(_, k) error("idx " .. k) end }).foo end,
  debug.traceback)
show(tb)
local function tail() return thrower() end
ok, tb = xpcall(function() tail() end, debug.traceback)
show(tb)
ok, tb = xpcall(load("error('in chunk')", "=mychunk"), debug.traceback)
show(tb)
ok, tb = xpcall(function() coroutine.wrap(function() error("co") end)() end, debug.traceback)
show(tb)
print(xpcall(error, debug.traceback, nil)) print(xpcall(error, debug.traceback, 12))
print(type(select(2, xpcall(error, debug.traceback, {}))))
