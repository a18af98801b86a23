-- while and repeat: conditions, scope of locals in until, break in nested loops and closures.
local n = 0
while n < 3 do n = n + 1; if n == 2 then goto continue end; io.write(n, " ") ::continue:: end
print()
repeat local x = n; n = n - 1 until x == 1
print(n)
local fs = {}
repeat local k = #fs + 1; fs[k] = function() return k end until k == 3
print(fs[1](), fs[2](), fs[3]())
while true do while true do break end; break end
repeat local done = true; if done then break end until error "not evaluated"
while nil do print "never" end
while false do print "never" end
local i = 10
repeat local i = 1 until i == 1
print(i)
local c = 0
repeat
  local v <const> = c
  c = c + 1
until (function() return v >= 2 end)()
print(c)
local log = {}
while (function() log[#log + 1] = #log; return #log < 4 end)() do end
print(#log)
repeat
  local t <close> = setmetatable({}, { __close = function() c = c + 1 end })
until c > 5
print(c)
