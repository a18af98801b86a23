local a, b <const>, c <close> = 1, 2, nil
a = b + c * 2 ^ -3 .. "x" .. 'y'
return a, b
---
while a < b do
  a = a + 1
  if a == 3 then break end
end
---
for i = 1, 10, 2 do
  print(i, i * 2)
end
---
for k, v in pairs(t) do
  t[k] = v
end
---
repeat
  local x = f(a)
  x.y.z = 1
until x == nil
---
if a then
  b()
elseif c then
  d()
else
  e()
end
---
function a.b.c:m(x, y, ...)
  local t = {...}
  return #t, select('#', ...)
end
---
local function fact(n)
  if n <= 1 then return 1 end
  return n * fact(n - 1)
end
---
local t = {
  1, 2, 3;
  x = 1, ["y"] = 2,
  [f(1)] = function (a, b) return a end,
  {nested = {}},
}
---
goto done
do
  local x = 1
end
::done:: print("x")
---
f(a, b)(c){d}"e":g(1):h{2}:i"3"
(a or b).x = 1
---
a, b.c, d[1], e.f().g = 1, 2, f()
---
local s = [[
long
string]] .. [==[ ]] ]==]
print(s)
---
x = not a and -b or #c ~ ~d
y = a // b % c << 2 >> 3 & 4 | 5
---
do
  local x = 5;
  ;;;
  do print(x) end
end
return
---
local f = function (...)
  local a, b = ...
  return (...)
end
f(function () return 1 end, {1, 2}, nil, true, false)
---
obj:method("str", 1).field[2](3)
t.x.y.z()
---
for i = 1, 3 do for j = i, 3 do t[i][j] = i * j end end
---
local x <const> = 10
local y <close> = setmetatable({}, {})
print(x, y)
---
function f(a, b)
  while true do
    if a then return b end
    a = b
  end
end
---
print((("x"):rep(3)))
x = {f(), (f())}
y = a.b["c"].d
---
local a = 0x10; local b = 1e10; local c = 3.14; local d = 'a\tb\065\x41\u{48}\z
   z'
---
x = "a\z   b\x41\u{7FFFFFFF}\065\n\
next" y = 'it\'s' z = [==[
 [[ ]] ]=] ]==] --[[ comment ]] --[==[ another
]==] return 0xA.8p-3, 0x7fffffffffffffff, 9223372036854775808, 3e-2, .5, 5., 0xep1
---
do local a <const> = 5; goto l1; ::l1:: ; ::l2:: end goto l3 ::l3:: while true do goto c; local z; ::c:: end
