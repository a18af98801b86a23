-- Error values keep their identity through pcall, coroutines, nested handlers and rethrowing.
local t = { "error table" }
print(select(2, pcall(error, t)) == t, select(2, pcall(function() error(t, 2) end)) == t)
print(select(2, pcall(pcall, error, t)), select(3, pcall(pcall, error, t)) == t)
local co = coroutine.create(function() error(t) end)
print(select(2, coroutine.resume(co)) == t)
print(select(2, pcall(coroutine.wrap(function() error(t) end))) == t)
local ok, e = pcall(function() local ok, e = pcall(error, t); e[2] = "seen"; error(e) end)
print(ok, e == t, e[2])
for _, v in ipairs { 1, 1.5, true, "s" } do print(pcall(error, v)) end
print(pcall(error, nil), pcall(error, false))
print(select("#", pcall(error)), select("#", pcall(error, nil)))
local f = function() end
print(select(2, pcall(error, f)) == f, select(2, pcall(error, co)) == co,
  select(2, pcall(error, io.stdout)) == io.stdout)
print(pcall(coroutine.wrap(function() error("string") end)))
print(pcall(coroutine.wrap(function() error("string", 0) end)))
print(pcall(coroutine.wrap(function() local x = nil; x() end)))
print(xpcall(error, function(m) return m, "dropped" end, "arg"))
print(xpcall(error, function(m) return nil end, "arg"))
print(xpcall(function() error(t) end, function(m) return m == t end))
