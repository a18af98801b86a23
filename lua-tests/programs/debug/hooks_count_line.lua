-- Hooks: line, count, call and return events; gethook; removal; per coroutine.
local events = {} local function hook(e, l) events[#events + 1] = l and e .. l or e end
local function work(n)
  local s = 0
  for i = 1, n do
    s = s + i
  end
  return s
end
debug.sethook(hook, "l") work(2) debug.sethook() print(table.concat(events, " ")) events = {}
debug.sethook(hook, "cr") work(1) debug.sethook() print(table.concat(events, " ")) events = {}
debug.sethook(hook, "", 100) work(200) debug.sethook() print(#events > 5, events[1]) events = {}
debug.sethook(hook, "crl") local function tail() return work(1) end tail() debug.sethook()
print(table.concat(events, " ")) events = {}
local h, m, c = debug.gethook() print(h, m, c) debug.sethook(hook, "rcl", 7) h, m, c = debug.gethook()
debug.sethook() print(h == hook, m, c) print(debug.gethook())
local co = coroutine.create(function() work(1) coroutine.yield() work(1) end) debug.sethook(co, hook, "l")
coroutine.resume(co) print(table.concat(events, " ")) events = {} debug.sethook(co) coroutine.resume(co)
print(#events)
debug.sethook(function(e, l) if l == 6 then error("stopped at " .. l, 0) end end, "l") print(pcall(work, 5))
debug.sethook() print(pcall(debug.sethook, 1, "l")) print(pcall(debug.sethook, print))
print(pcall(debug.sethook, print, {})) print(pcall(debug.sethook, print, "l", "x"))
print(debug.sethook(nil), debug.sethook(print, ""))
debug.sethook(function() local i = debug.getinfo(2, "nSl") events[#events + 1] = tostring(i.name) .. ":" .. i.currentline end, "l")
work(1) debug.sethook() print(table.concat(events, " "))
