-- Line coverage and call counts gathered by hooks.
local lines, calls = {}, {}
local function watched(n)
  local r = 0
  if n > 2 then
    r = n * 2
  else
    r = -1
  end
  for i = 1, n do
    r = r + i
  end
  return r
end
local function helper(x) return watched(x) + 1 end
debug.sethook(function(event, line) local i = debug.getinfo(2, "S") if event == "line" then if i.linedefined == 3 then lines[line] = (lines[line] or 0) + 1 end else local n = debug.getinfo(2, "n").name if n then calls[n] = (calls[n] or 0) + 1 end end end, "lc")
watched(1) watched(3) helper(4)
debug.sethook()
local r = {} for l, n in pairs(lines) do r[#r + 1] = l .. ":" .. n end
table.sort(r, function(a, b) return tonumber(a:match "%d+") < tonumber(b:match "%d+") end)
print(table.concat(r, " ")) print(calls.watched, calls.helper, calls.print)
local active = debug.getinfo(watched, "L").activelines local a = {}
for l in pairs(active) do a[#a + 1] = l end table.sort(a) print(table.concat(a, " "))
local steps = 0
debug.sethook(function() steps = steps + 1 if steps > 100 then error("too many steps", 0) end end, "", 1000)
print(pcall(function() while true do end end)) debug.sethook() print(steps, debug.gethook())
