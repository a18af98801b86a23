-- What goto does: loops, nested breaks, fresh locals for closures on every turn.
local i = 1
::top::
if i <= 3 then io.write(i, " "); i = i + 1; goto top end
print()
for a = 1, 3 do
  for b = 1, 3 do
    if b == 2 then goto next_a end
    if a == 3 then goto done end
    io.write(a, ",", b, " ")
  end
  ::next_a::
end
::done:: print()
local closures = {}
do
  local n = 1
  ::again::
  local x = n
  closures[n] = function() x = x + 1; return x end
  n = n + 1
  if n <= 3 then goto again end
end
print(closures[1](), closures[1](), closures[2](), closures[3](), closures[1]())
do
  local k = 0
  ::a:: k = k + 1
  if k < 3 then goto a end
  do goto b end
  print "not reached"
  ::b::
  print(k)
end
for i = 1, 3 do
  local a = i
  while true do
    if a > 5 then goto out end
    a = a + 2
  end
  ::out:: io.write(a, " ")
end
print()
repeat
  local stop = true
  do goto continue end
  ::continue::
until stop
print "end"
