-- error: levels, values of every type, what the position is.
local function try(f, ...) print(pcall(f, ...)) end
try(error) try(error, nil) try(error, "msg") try(error, "msg", 0) try(error, "msg", 1) try(error, "msg", 2)
try(error, 42) try(error, true) try(error, "msg", 100) try(error, "msg", -1)
print(select(2, pcall(error, { code = 7 })).code)
local function lvl(n) error("level " .. n, n) end
local function caller(n) lvl(n) end
local function outer(n) caller(n) end
for n = 0, 5 do try(outer, n) end
try(error, "x", "2") try(error, "x", "y") try(error, "x", {}) try(error, "x", 1.5) try(error, "x", 2.0)
try(function() error() end) try(function() error(nil) end) try(function() error("pos") end)
try(function() error("pos", 2) end) try(function() error(12) end) try(function() error(12.5, 1) end)
try(function() error(setmetatable({}, { __tostring = function() return "ts" end })) end == nil)
local co = coroutine.create(function() error("in coroutine") end)
print(coroutine.resume(co))
co = coroutine.create(function() error("level 2 in coroutine", 2) end)
print(coroutine.resume(co))
try(load("error('loaded')", "=chunk")) try(load("error('loaded')", "@file.lua"))
try(load("error('loaded')", "code")) try(load("\n\nerror('loaded')"))
try(load(string.dump(function() error("stripped") end, true)))
