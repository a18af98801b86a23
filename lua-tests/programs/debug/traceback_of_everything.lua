-- Tracebacks taken inside metamethods, iterators, closers, hooks, finalizers, coroutines.
local function tb(label) local s = debug.traceback(label) print((s:gsub("\n\t%[C%]: in %?", ""):gsub("^(.-\n.-\n.-\n).*", "%1"))) end
local mt = setmetatable({}, { __add = function() tb "add" end, __index = function() tb "index" end,
  __newindex = function() tb "newindex" end, __call = function() tb "call" end,
  __concat = function() tb "concat" end, __eq = function() tb "eq" return true end,
  __lt = function() tb "lt" return true end, __len = function() tb "len" return 1 end,
  __close = function() tb "close" end, __unm = function() tb "unm" end,
  __tostring = function() tb "tostring" return "x" end,
  __pairs = function() tb "pairs" return next, {}, nil end })
local _ = mt + 1 _ = mt.field mt.field = 1 _ = mt(1) _ = mt .. "x"
_ = mt == setmetatable({}, getmetatable(mt)) _ = mt < mt _ = #mt _ = -mt tostring(mt)
for _ in pairs(mt) do end
do local c <close> = mt end for _ in function() tb "iterator" end do end
coroutine.wrap(function() tb "coroutine" end)() table.sort({ 1, 2 }, function() tb "sort" return false end)
string.gsub("x", "x", function() tb "gsub" end) pcall(function() tb "pcall" end)
xpcall(error, function() tb "handler" end) load("local tb = ... tb 'load'", "=loaded")(tb)
setmetatable({}, { __gc = function() tb "gc" end }) collectgarbage()
local t = { method = function(self) tb "method" end } t:method() t.method()
local function up() tb "upvalue" end local function call_up() up() end
call_up() function glob() tb "global" end glob();(function() tb "anonymous" end)()
local function tail() return tb "tail" end tail() debug.sethook(function() debug.sethook() tb "hook" end, "l")
local x = 1
