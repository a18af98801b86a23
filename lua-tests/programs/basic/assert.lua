-- assert: results, messages of any type, no position added.
local function try(f, ...) print(pcall(f, ...)) end
print(assert(1, 2, 3), assert(true), select("#", assert(1, nil, nil)), assert("x", error))
try(assert) try(assert, nil) try(assert, false) try(assert, nil, "message") try(assert, false, 5)
try(assert, nil, nil) try(assert, nil, nil, 1) try(assert, false, false)
print(select(2, pcall(assert, nil, { 1 }))[1], select("#", pcall(assert, false, print)))
try(function() assert(false) end) try(function() assert(nil, "no position") end)
try(function() assert(1 == 2, "compare") end) try(function() assert() end)
local object = setmetatable({}, { __tostring = function() return "object" end })
print(select(2, pcall(assert, false, object)) == object)
print(pcall(function() local ok = assert(load("x =")) end))
print(pcall(function() local ok = assert(load("return 1"))() return ok end))
print(pcall(function() assert(pcall(error, "inner", 0)) end))
print(assert(pcall(function() return 1, 2 end)))
