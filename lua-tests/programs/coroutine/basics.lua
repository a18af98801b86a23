-- Coroutines: what yields where, statuses, errors, closing, wrap, yields across pcall, metamethods and iterators.
local co = coroutine.create(function(a, b)
  print("start", a, b)
  local c = coroutine.yield(a + b)
  print("got", c)
  local d, e = coroutine.yield(c * 2)
  print("got", d, e)
  return "end", d, e
end)
print(coroutine.status(co), coroutine.resume(co, 1, 2))
print(coroutine.status(co), coroutine.resume(co, 10))
print(coroutine.status(co), coroutine.resume(co, "x", nil))
print(coroutine.status(co), coroutine.resume(co))
print(type(coroutine.running()), select(2, coroutine.running()) == true, coroutine.isyieldable())
print(pcall(coroutine.yield, 1))
local function trace(f, ...)
  local thread = coroutine.create(f)
  local values = table.pack(coroutine.resume(thread, ...))
  local out = {}
  while true do
    for i = 1, values.n do out[#out + 1] = tostring(values[i]) end
    out[#out + 1] = coroutine.status(thread)
    if coroutine.status(thread) == "dead" then break end
    values = table.pack(coroutine.resume(thread, #out))
  end
  print(table.concat(out, " "))
end
trace(function() return pcall(function() local x = coroutine.yield("in pcall") error("after " .. x, 0) end) end)
trace(function() return xpcall(function() coroutine.yield("in xpcall") error("oops", 0) end, function(m) return "handled " .. m end) end)
trace(function() return pcall(pcall, pcall, coroutine.yield, 1, 2) end)
local mt = {
  __index = function(_, k) return coroutine.yield("index " .. k) end,
  __newindex = function(_, k, v) coroutine.yield("newindex " .. k .. v) end,
  __add = function() return coroutine.yield("add") end,
  __concat = function() return coroutine.yield("concat") end,
  __eq = function() return coroutine.yield("eq") end,
  __lt = function() return coroutine.yield("lt") end,
  __le = function() return coroutine.yield("le") end,
  __len = function() return coroutine.yield("len") end,
  __unm = function() return coroutine.yield("unm") end,
  __call = function(_, x) return coroutine.yield("call " .. x) end,
  __close = function() coroutine.yield("close") end,
}
local function object() return setmetatable({}, mt) end
trace(function()
  local o, p = object(), object()
  local sum = o.field + o[1] + (o + 1) + #o + -o
  o.field = 5
  local text = "a" .. o .. "b" .. "c" .. p
  local results = { o == p, o ~= p, o < p, o <= p, not (o > p) }
  for i = 1, #results do results[i] = tostring(results[i]) end
  return sum, text, table.concat(results, ","), o(7)
end)
trace(function()
  local sum = 0
  for i in function(_, i) if coroutine.yield("iterate") < 12 then return (i or 0) + 1 end end do sum = sum + i end
  return sum
end)
trace(function()
  do local c <close> = object() end
  for i = 1, 2 do local c <close> = object(); if i == 2 then break end end
  local c <close> = object()
  return "closed by return", coroutine.yield("before")
end)
trace(function() return pcall(function() local c <close> = object(); error("with close", 0) end) end)
trace(function() return table.unpack({ coroutine.yield(1), coroutine.yield(2) }) end)
trace(function() return select("#", coroutine.yield()), coroutine.wrap(function() return coroutine.yield("inner") end)() end)
trace(function() error("plain", 0) end)
trace(function() table.sort({ 3, 1, 2 }, function(a, b) coroutine.yield() return a < b end) end)
trace(function() return ("x"):gsub("x", coroutine.yield) end)
local wrapped = coroutine.wrap(function(...) print(...) local x = coroutine.yield("a") print(x) error("in wrap") end)
print(wrapped(1, 2))
print(pcall(wrapped, "again"))
print(pcall(wrapped))
print(pcall(coroutine.wrap(function() error({ code = 5 }) end)))
local outer
outer = coroutine.create(function()
  print(coroutine.resume(outer))
  print(coroutine.status(outer))
  local inner = coroutine.create(function() print(coroutine.status(outer), coroutine.resume(outer)) end)
  coroutine.resume(inner)
  return coroutine.close(inner)
end)
print(coroutine.resume(outer))
local closing = coroutine.create(function()
  local a <close> = setmetatable({}, { __close = function(_, e) print("close a", e) end })
  local b <close> = setmetatable({}, { __close = function(_, e) print("close b", e) error("from b", 0) end })
  coroutine.yield("suspended")
end)
print(coroutine.resume(closing))
print(coroutine.close(closing))
print(coroutine.status(closing), coroutine.close(closing))
print(pcall(coroutine.close, coroutine.running()))
local failed = coroutine.create(function() local x = nil; x() end)
print(coroutine.resume(failed))
print((debug.traceback(failed)))
print((debug.traceback(failed, "message")))
print(coroutine.close(failed))
local suspended = coroutine.create(function() local function f() coroutine.yield() end f() end)
coroutine.resume(suspended)
print(debug.traceback(suspended), debug.traceback("m", 1) ~= nil)
local function permutations(list, n)
  if n <= 1 then coroutine.yield(list) end
  for i = 1, n do
    list[n], list[i] = list[i], list[n]
    permutations(list, n - 1)
    list[n], list[i] = list[i], list[n]
  end
end
local count = 0
for p in coroutine.wrap(function() permutations({ 1, 2, 3, 4 }, 4) end) do
  count = count + 1
  if count <= 6 then io.write(table.concat(p), " ") end
end
print(count)
local nested = coroutine.wrap(function()
  for i = 1, 3 do
    local co = coroutine.wrap(function() for j = 1, 3 do coroutine.yield(i * j) end end)
    for _ = 1, 3 do coroutine.yield(co()) end
  end
end)
for _ = 1, 9 do io.write(nested(), " ") end
print()
