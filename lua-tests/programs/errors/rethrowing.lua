-- Errors caught and raised again: positions added or kept.
local function fail() error("original") end
local function rethrow(level) local ok, e = pcall(fail) error(e, level) end
print(pcall(rethrow, 0)) print(pcall(rethrow, 1)) print(pcall(rethrow, 2))
print(pcall(function() rethrow(2) end)) print(pcall(function() rethrow(3) end))
local function wrap(f, ...) local r = table.pack(pcall(f, ...)) if not r[1] then error("wrapped: " .. tostring(r[2]), 0) end return table.unpack(r, 2, r.n) end
print(pcall(wrap, wrap, fail))
print(pcall(wrap, wrap, error, { 1 }) == false, wrap(wrap, function() return 1, 2 end))
print(xpcall(rethrow, function(m) return "H(" .. m .. ")" end, 1))
print(xpcall(function() local ok, e = xpcall(fail, function(m) return m .. " [inner handler]" end) error(e, 0) end, function(m) return m .. " [outer handler]" end))
print(pcall(coroutine.wrap(function() local ok, e = pcall(fail) error(e, 0) end)))
print(pcall(coroutine.wrap(function() local ok, e = pcall(fail) error(e) end)))
local co = coroutine.create(fail) local ok, e = coroutine.resume(co) print(ok, e, pcall(error, e, 0))
print(select(2, pcall(error, select(2, pcall(error, select(2, pcall(error, "deep", 0)), 0)), 0)))
local function assert_wrapped(v, m) if not v then error("assertion: " .. tostring(m), 2) end return v end
print(pcall(function() assert_wrapped(false, "why") end)) print(pcall(function() assert_wrapped(nil) end))
print(pcall(function() return assert_wrapped(5) end)) print(pcall(assert_wrapped, false, "direct"))
