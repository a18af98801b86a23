-- pcall: results, arguments, nesting, native functions, things that cannot be called.
local function try(...) print(pcall(...)) end
try(print) try(print, 1, nil, "x") try(function(...) return ... end, 1, nil, nil) try(function() end)
try(type, nil) try(rawlen, "abc")
print(pcall(pcall)) print(pcall(pcall, pcall)) print(pcall(pcall, pcall, pcall, error))
print(select("#", pcall(pcall, error)))
try(nil) try(1) try("x") try({}) try(true) try(coroutine.create(print)) try(io.stdout)
try(setmetatable({}, { __call = function(self, ...) return "called", ... end }), 1, 2)
try(setmetatable({}, { __call = function(self, ...) error("from __call", 0) end }))
local function nested(n) if n == 0 then error("bottom", 0) end local r = table.pack(pcall(nested, n - 1)); return n, table.unpack(r, 1, r.n) end
try(nested, 3)
local function f() local ok, e = pcall(error, "inner"); return ok, e, pcall(function() return "second" end) end
try(f)
print(select("#", pcall(table.unpack, {}, 1, 100)))
local n = 0
for i = 1, 100 do local ok = pcall(function() if i % 2 == 0 then error() end; n = n + 1 end) end
print(n)
print(pcall(string.rep, "x", -1), pcall(string.rep, "x", 1e10))
print(pcall(function(...) local a, b = ...; return b, a end, 1, 2))
local t = setmetatable({}, { __index = function(t, k) error("no field " .. k, 2) end })
print(pcall(function() return t.missing end))
print(pcall(next, {}, nil), pcall(next, { 1 }), pcall(next, {}, 1))
