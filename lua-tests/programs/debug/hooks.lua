-- Hooks: which events come, in what order, and what a hook sees.
local function show(event, line)
  local info = debug.getinfo(2, "nSlrt")
  local values = {}
  if event ~= "line" and event ~= "count" then
    for i = info.ftransfer, info.ftransfer + info.ntransfer - 1 do
      values[#values + 1] = tostring(select(2, debug.getlocal(2, i))):gsub("0x%x+", "0x")
    end
  end
  print(event, line, info.name, info.what, info.currentline, info.istailcall, table.concat(values, ","))
end
local function callee(a, ...) return a, ... end
local function tail(...)
  return callee(...)
end
local function lines(n)
  local x = 0
  for i = 1, n do
    x = x + i
  end
  while x > 5 do x = x - 3 end
  repeat
    x = x + 1
  until x > 6
  return x
end

for _, mask in ipairs { "c", "r", "l", "cr", "crl" } do
  print("-- " .. mask)
  debug.sethook(show, mask)
  tail(1, "b")
  lines(2)
  math.max(1, 2)
  debug.sethook()
end
print(debug.gethook())

-- one line, more than one round: each jump back is a new line
debug.sethook(show, "l")
for i = 1, 3 do local _ = i end
do local i = 0; while i < 2 do i = i + 1 end end
goto done
print("skipped")
::done::
debug.sethook()

-- count
local counts = 0
debug.sethook(function(event, line) counts = counts + 1; assert(event == "count" and line == nil) end, "", 100)
for i = 1, 10000 do end
print(debug.gethook() ~= nil, select(2, debug.gethook()), select(3, debug.gethook()))
debug.sethook()
print(counts > 100 and counts < 110)

-- a count and lines together; a hook that changes the hook
local order = {}
debug.sethook(function(event) order[#order + 1] = event; if #order == 8 then debug.sethook() end end, "l", 1)
local a = 1
local b = 2
a = b
b = a
print(table.concat(order, " "))

-- a hook belongs to its thread; a new thread begins with its creator's
local co = coroutine.create(function(x)
  local y = x
  coroutine.yield(y)
  return y
end)
debug.sethook(co, show, "crl")
print(debug.gethook() == nil, debug.gethook(co) == show, select(2, debug.gethook(co)))
print(coroutine.resume(co, 7))
debug.sethook(co, show, "l")
print(coroutine.resume(co, 8))
debug.sethook(co)
print(debug.gethook(co))
local inherited
debug.sethook(show, "r", 1000)
inherited = coroutine.create(print)
debug.sethook()
print(debug.gethook(inherited))
print(coroutine.resume(inherited, "in another thread"))

-- errors in hooks, and no hooks in hooks
print(pcall(function() debug.sethook(function(e, l) debug.sethook(); error("from hook " .. e) end, "l")
  local x = 1
end))
local depth = 0
debug.sethook(function() depth = depth + 1; math.abs(depth); callee(depth) end, "c")
math.abs(1) math.abs(2)
debug.sethook()
print(depth)
print(pcall(debug.sethook, 1, "c"), pcall(debug.sethook, print), pcall(debug.sethook, print, "c", "x"))

-- a hook sees and sets the variables of the function
local function watched(p) local q = p + 1
  return q
end
debug.sethook(function(_, line)
  local info = debug.getinfo(2, "f")
  if info.func == watched then print(debug.getlocal(2, 1), debug.setlocal(2, 2, 100), debug.getlocal(2, 3)) end
end, "l")
local result = watched(5)
debug.sethook()
print(result)

-- functions with extra arguments, __close, metamethods, and iterators under hooks
debug.sethook(show, "cr")
do
  local c <close> = setmetatable({}, { __close = function(_, e) return e end })
  local m = setmetatable({}, { __add = function(x, y) return 1, 2 end, __call = function(self, x) return x end })
  local s = m + 1
  s = m(3)
  for _ in function(_, i) if not i then return 1 end end do end
end
debug.sethook()

-- set in a metamethod, in a close, in a collected object's finalizer: it counts from the next instruction
local function on() debug.sethook(show, "l") end
local set = setmetatable({}, { __index = on, __close = on, __call = on })
local function by_index() local x = set.x
  local y = 1
  debug.sethook()
end
by_index()
local function by_close()
  do local x <close> = set end
  local y = 1
  debug.sethook()
end
by_close()
local function closing() local x <close> = set; return 1, 2 end
local function by_return()
  closing()
  local y = 1
  debug.sethook()
end
by_return()
local function by_tail() return on() end
local function after_tail()
  by_tail()
  local y = 1
  debug.sethook()
end
after_tail()
local function by_call()
  set()
  debug.sethook()
end
by_call()
-- stripped code has no lines
local stripped = load(string.dump(lines, true))
debug.sethook(show, "l")
stripped(3)
debug.sethook()
