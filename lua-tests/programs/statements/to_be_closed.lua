-- To-be-closed variables, constants, goto, scopes and upvalues.
local function closer(name, fail)
  return setmetatable({}, { __close = function(_, e)
    print("close " .. name, e)
    if fail then error(fail, 0) end
  end })
end
do
  local a <close> = closer("a")
  local b <const> = 5
  local c <close> = closer("c")
  local none <close> = nil
  local no <close> = false
  print("in block", b)
end
local function returns(n)
  local a <close> = closer("a" .. n)
  local b <close> = closer("b" .. n)
  if n == 1 then return "one" end
  if n == 2 then return "two", 2, 2 end
  if n == 3 then return select(2, "x", "tail", "call") end
  error("error " .. n, 0)
end
print(returns(1)) print(returns(2)) print(returns(3)) print(pcall(returns, 4))
print(pcall(function()
  local x <close> = closer("x", "x fails")
  local y <close> = closer("y", "y fails")
  local z <close> = closer("z")
  error("first", 0)
end))
print(pcall(function()
  local x <close> = closer("x", "x fails")
  return "value"
end))
print(pcall(function() local bad <close> = 42 end))
print(pcall(function() local bad <close> = {} end))
for i = 1, 3 do
  local c <close> = closer("loop " .. i)
  if i == 2 then goto continue end
  if i == 3 then break end
  print("body " .. i)
  ::continue::
end
local function iterate(n)
  return function(_, i) if i < n then return i + 1 end end, nil, 0, closer("iterator")
end
for i in iterate(2) do io.write(i, " ") end
for i in iterate(5) do if i == 2 then break end end
print(pcall(function() for i in iterate(5) do error("in loop", 0) end end))
local i = 1
while true do
  local c <close> = closer("while " .. i)
  i = i + 1
  if i > 2 then break end
end
repeat local c <close> = closer("repeat") local done = true until done
local functions = {}
for n = 1, 3 do
  local m = n * 10
  functions[#functions + 1] = function() m = m + 1 n = n + 1 return n, m end
end
for _, f in ipairs(functions) do f() print(f()) end
do
  local k = 0
  ::top::
  local captured = k
  functions[k] = function() captured = captured + 1 return captured end
  k = k + 1
  if k < 3 then goto top end
end
print(functions[0](), functions[0](), functions[1](), functions[2]())
for a = 1, 3 do
  for b = 1, 3 do
    if b == 2 then goto next_a end
    if a == 3 then goto finished end
    io.write(a, b, " ")
  end
  ::next_a::
end
::finished:: print()
local function shadow(x) local x = x and x + 1 or 0 do local x = x * 2 print(x) end return x end
print(shadow(1), shadow())
local x, y, z = (function() return 1, 2, 3 end)()
local p, q = ((function() return 1, 2 end)())
print(x, y, z, p, q)
x, y, z = y, x
print(x, y, z)
local t = { 1, 2 }
local n = 1
n, t[n] = 2, "set"
print(n, t[1], t[2])
local function f(...) local a, b = ... return a, b, select("#", ...), ... end
print(f()) print(f(nil)) print((f(1, 2, 3)))
print(#{ f(1, 2) }, #{ (f(1, 2)) }, #{ f(1, 2), 9 })
