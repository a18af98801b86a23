-- pcall of pcall, errors that change on their way, results that pass through.
print(pcall(pcall, pcall, function() return 1, 2 end)) print(pcall(pcall, error, "e"))
print(pcall(pcall, pcall, error, "e")) print(select("#", pcall(pcall, error)))
print(pcall(xpcall, error, function(m) return m, "x" end, "e"))
local function wrap(level, f, ...) if level == 0 then return f(...) end local ok, e = pcall(wrap, level - 1, f, ...) if not ok then error(level .. ">" .. tostring(e), 0) end return e end
print(pcall(wrap, 5, error, "core", 0)) print(pcall(wrap, 5, function() return "fine" end))
print(pcall(wrap, 2, function() local x = nil return x.y end))
local log = {}
local function attempt(n) log[#log + 1] = n local ok, r = pcall(function() if n < 3 then error({ retry = n + 1 }) end return "done at " .. n end) if ok then return r end return attempt(r.retry) end
print(attempt(1), table.concat(log, " "))
local function finally(f, g, ...) local r = table.pack(pcall(f, ...)) g() if r[1] then return table.unpack(r, 2, r.n) end error(r[2], 0) end
print(finally(function(...) return ... end, function() print "cleanup" end, 1, nil, 3))
print(pcall(finally, error, function() print "cleanup" end, "failed", 0))
print(pcall(function() local ok, e = pcall(error, { 1 }) error(e) end))
print((select(2, pcall(function() local ok, e = pcall(error, { 7 }) error(e) end)))[1])
print(pcall(coroutine.wrap(function() return pcall(error, "in coroutine", 0) end)))
print(pcall(string.gsub, "abc", ".", function(c) local ok, e = pcall(error, c, 0) return e .. e end))
local depth = 0
local function deep() depth = depth + 1 if depth < 150 then local ok, e = pcall(deep) error(e, 0) end error("bottom", 0) end
print(pcall(deep), depth)
