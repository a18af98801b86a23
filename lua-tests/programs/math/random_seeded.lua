-- math.random with a seed gives the same numbers: xoshiro256**.
local function draw(n, ...) local t = {}; for i = 1, n do t[i] = tostring(math.random(...)) end return table.concat(t, " ") end
for _, seed in ipairs { 0, 1, 42, -1, math.maxinteger, math.mininteger, 123456789 } do
  print(math.randomseed(seed)) print(draw(3)) print(draw(5, 10)) print(draw(5, -5, 5)) print(draw(3, 0))
  print(draw(3, math.mininteger, math.maxinteger)) print(draw(3, 1, math.maxinteger))
  print(draw(3, 1000000007))
end
print(math.randomseed(42, 7)) print(draw(3)) print(math.randomseed(42, 0)) print(draw(3))
print(math.randomseed(42)) print(draw(3)) print(math.randomseed("42")) print(draw(2))
print(math.randomseed(42.0)) print(draw(2)) print(draw(3, 1, 1)) print(draw(3, 5, 5)) print(draw(4, 1, 2))
print(draw(4, 1.0, "6"))
for i = 1, 1000 do math.random(100) end
print(draw(2), draw(2, 3, 1 << 40), draw(2, 7, 2 ^ 53))
local counts = {}
for i = 1, 6000 do local r = math.random(6); counts[r] = (counts[r] or 0) + 1 end
print(table.concat(counts, " "))
