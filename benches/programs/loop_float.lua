-- Float arithmetic in a loop: the Leibniz series, and a logistic map that leans on multiplication.
local sum, sign, x = 0.0, 1.0, 0.5
for i = 0, 40000000 do
  sum = sum + sign / (2.0 * i + 1.0)
  sign = -sign
  x = 3.7 * x * (1.0 - x)
end
local result = string.format("%.9f %.3f", 4 * sum, x)
assert(math.abs(4 * sum - math.pi) < 1e-6)
print(result)
