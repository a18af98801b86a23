-- status, running, isyieldable from inside, outside and between.
local main, is_main = coroutine.running()
print(type(main), is_main, coroutine.status(main), coroutine.isyieldable(), coroutine.isyieldable(main))
local outer, inner
outer = coroutine.create(function()
  local me, m = coroutine.running()
  print(me == outer, m, coroutine.status(outer), coroutine.status(main), coroutine.isyieldable(),
    coroutine.isyieldable(outer), coroutine.isyieldable(main))
  inner = coroutine.create(function() print(coroutine.status(outer), coroutine.status(inner), coroutine.status(main)); coroutine.yield() end)
  print(coroutine.status(inner), coroutine.isyieldable(inner))
  coroutine.resume(inner)
  print(coroutine.status(inner))
  coroutine.yield()
end)
print(coroutine.status(outer)) coroutine.resume(outer) print(coroutine.status(outer), coroutine.status(inner))
coroutine.resume(outer) print(coroutine.status(outer))
print(pcall(coroutine.isyieldable, 1), pcall(coroutine.isyieldable, nil), pcall(coroutine.status),
  pcall(coroutine.running, 1))
print(coroutine.wrap(function() return coroutine.isyieldable(), pcall(coroutine.isyieldable) end)())
print(coroutine.wrap(function() return select(2, coroutine.running()) end)())
local t = {}
t[main] = "as key"
print(t[coroutine.running()], main == coroutine.running(), tostring(main):match("^thread: ") ~= nil)
print(coroutine.wrap(function() return (("x"):gsub(".", function() return tostring(coroutine.isyieldable()) end)) end)())
print(coroutine.wrap(function() return pcall(function() return coroutine.isyieldable() end) end)())
