-- Seeded randomness: shuffles, walks, Monte Carlo, weighted choice are the same everywhere.
math.randomseed(2024)
local t = {} for i = 1, 20 do t[i] = i end
for i = #t, 2, -1 do local j = math.random(i) t[i], t[j] = t[j], t[i] end print(table.concat(t, " "))
local x, y = 0, 0
for _ = 1,
  1000 do local d = math.random(0, 3) if d == 0 then x = x + 1 elseif d == 1 then x = x - 1 elseif d == 2 then y = y + 1 else y = y - 1 end end
print(x, y)
local inside = 0
for _ = 1,
  10000 do local a, b = math.random(), math.random() if a * a + b * b < 1 then inside = inside + 1 end end
print(inside, 4 * inside / 10000)
local weights, total = { red = 5, green = 3, blue = 2 }, 10 local names = { "red", "green", "blue" }
local counts = { red = 0, green = 0, blue = 0 }
for _ = 1,
  1000 do local r = math.random(total) for _, n in ipairs(names) do r = r - weights[n] if r <= 0 then counts[n] = counts[n] + 1 break end end end
print(counts.red, counts.green, counts.blue)
local function gaussian() return math.sqrt(-2 * math.log(1 - math.random())) * math.cos(2 * math.pi * math.random()) end
local s, s2 = 0, 0 for _ = 1, 2000 do local g = gaussian() s, s2 = s + g, s2 + g * g end
print(("%.6f %.6f"):format(s / 2000, s2 / 2000))
local word = {} for i = 1, 12 do word[i] = string.char(math.random(97, 122)) end print(table.concat(word))
print(math.random(1 << 40), math.random(-1 << 40, 1 << 40), math.random(0))
