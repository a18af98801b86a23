-- debug.traceback: messages, levels, coroutines, values that are no strings.
local function show(s) print((tostring(s):gsub("\n%s*%[C%]: in %?", ""))) end
local function f(...) return debug.traceback(...) end local function g(...) local r = f(...) return r end
show(g()) show(g("message")) show(g("message", 1)) show(g("message", 2)) show(g("message", 0))
show(g("message", 100)) show(g(nil)) show(g(nil, 1)) show(g(42)) show(g("m", -1)) print(g(true), g(false))
print(type(g({})), type(g(print))) show(g("multi\nline")) show(debug.traceback())
show(debug.traceback("main"))
local co = coroutine.create(function(x) local function inner() coroutine.yield(x) error("dead") end inner() end)
show(debug.traceback(co)) coroutine.resume(co, 1) show(debug.traceback(co))
show(debug.traceback(co, "with message")) show(debug.traceback(co, "level", 1))
show(debug.traceback(co, nil, 1)) show(debug.traceback(co, "far", 10)) coroutine.resume(co)
show(debug.traceback(co)) show(debug.traceback(co, "dead"))
print(pcall(debug.traceback, "x", "y")) print(pcall(debug.traceback, "x", {}))
print(pcall(debug.traceback, "x", 1.5))
print(debug.traceback({}) ~= nil, pcall(debug.traceback, co, {}) == true)
local t = setmetatable({}, { __index = function(t, k) show(debug.traceback("in index " .. k)) return 1 end })
local _ = t.field + t.other show(coroutine.wrap(function() return debug.traceback("in coroutine") end)())
show(select(2, xpcall(function() local x = nil + 1 end, debug.traceback)))
show(select(2, pcall(string.gsub, "x", "x", function() error(debug.traceback("gsub"), 0) end)))
