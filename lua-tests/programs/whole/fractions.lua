-- Exact fractions with integer division and gcd.
local function gcd(a, b) while b ~= 0 do a, b = b, a % b end return a end
local F = {}
F.__index = F
local function frac(n, d)
  d = d or 1
  if d == 0 then error("zero denominator", 2) end
  if d < 0 then n, d = -n, -d end
  local g = gcd(math.abs(n), d)
  return setmetatable({ n = n // g, d = d // g }, F)
end
local function lift(v) return math.type(v) == "integer" and frac(v) or v end
function F.__add(a, b) a, b = lift(a), lift(b) return frac(a.n * b.d + b.n * a.d, a.d * b.d) end
function F.__mul(a, b) a, b = lift(a), lift(b) return frac(a.n * b.n, a.d * b.d) end
function F.__div(a, b) a, b = lift(a), lift(b) return frac(a.n * b.d, a.d * b.n) end
function F.__eq(a, b) return a.n == b.n and a.d == b.d end
function F.__lt(a, b) return a.n * b.d < b.n * a.d end
function F.__tostring(f) return f.d == 1 and tostring(f.n) or f.n .. "/" .. f.d end
local h = frac(0)
for i = 1, 15 do h = h + frac(1, i) end
print(h, frac(6, -4), frac(1, 2) * 2, 1 / frac(3, 4), frac(1, 3) < frac(1, 2), frac(2, 4) == frac(1, 2))
print(pcall(frac, 1, 0))
print(pcall(function() return frac(1) / 0 end))
