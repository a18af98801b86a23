-- Read-only tables, logging proxies, default values, lazy fields.
local function read_only(t) return setmetatable({}, { __index = t, __newindex = function(_, k) error("field '" .. tostring(k) .. "' is read-only", 2) end, __len = function() return #t end, __pairs = function() return pairs(t) end }) end
local days = read_only { "Mon", "Tue", "Wed" }
print(days[1], #days, pcall(function() days[2] = "x" end))
local n = 0 for k, v in pairs(days) do n = n + k end print(n, rawlen(days))
local function tracked(t) local log = {} return setmetatable({}, { __index = function(_, k) log[#log + 1] = "get " .. tostring(k) return t[k] end, __newindex = function(_, k, v) log[#log + 1] = "set " .. tostring(k) t[k] = v end }), log end
local p, log = tracked { x = 1 }
p.x = p.x + 1 p.y = p.z
print(p.x, table.concat(log, "; "))
local function with_default(t, d) return setmetatable(t, { __index = function() return d end }) end
local counts = with_default({}, 0)
for w in ("the cat the dog the end"):gmatch("%a+") do counts[w] = counts[w] + 1 end
print(counts.the, counts.cat, counts.none)
local lazy = setmetatable({},
  { __index = function(t, k) print("computing", k) local v = #k * 10 rawset(t, k, v) return v end })
print(lazy.abc, lazy.abc, lazy.de)
local strict = setmetatable({}, { __index = function(_, k) error("undeclared '" .. k .. "'", 2) end })
print(pcall(function() return strict.oops end))
local Grid = setmetatable({}, { __index = function(t, k) local row = {} rawset(t, k, row) return row end })
Grid[3][4] = "deep" print(Grid[3][4], Grid[1][1], rawget(Grid, 2))
