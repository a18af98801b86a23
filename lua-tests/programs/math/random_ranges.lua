-- Ranges of math.random: all values come, none outside, large spans.
math.randomseed(7)
local function spread(a, b, n) local seen, lo, hi = {}, math.huge, -math.huge for _ = 1, n do local r = math.random(a, b) seen[r] = true lo, hi = math.min(lo, r), math.max(hi, r) end local c = 0 for _ in pairs(seen) do c = c + 1 end return c, lo, hi end
print(spread(1, 6, 200)) print(spread(-3, 3, 200)) print(spread(0, 0, 10)) print(spread(5, 5, 10))
print(spread(1, 2, 50)) print(spread(1, 100, 2000)) print(spread(math.maxinteger - 1, math.maxinteger, 50))
print(spread(math.mininteger, math.mininteger + 1, 50))
for _ = 1,
  500 do local f = math.random() assert(f >= 0 and f < 1 and math.type(f) == "float") local i = math.random(3) assert(i >= 1 and i <= 3 and math.type(i) == "integer") end
math.randomseed(7) local a = { math.random(100), math.random(100), math.random() } math.randomseed(7)
local b = { math.random(100), math.random(100), math.random() }
print(a[1] == b[1], a[2] == b[2], a[3] == b[3], a[1], a[2], a[3])
math.randomseed(7, 1) local c = math.random(1000000) math.randomseed(7, 2) local d = math.random(1000000)
print(c, d, c ~= d) math.randomseed(1 << 40) print(math.random(10), math.random(10))
print(math.random(0) ~= math.random(0), math.random(1, math.maxinteger) > 0)
local bits = 0 math.randomseed(5) for _ = 1, 100 do bits = bits ~ math.random(0) end print(bits)
for _, n in ipairs { 1, 2, 3, 4, 7, 8, 255, 256, 1000, 65535, 1 << 31,
  1 << 62 } do io.write(math.random(n), " ") end
print()
