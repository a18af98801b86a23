-- Integer arithmetic in a loop: multiply, modulo, add, bitwise operators.
local sum, seed = 0, 1
for i = 1, 60000000 do
  seed = (seed * 16807 + i) % 2147483647
  sum = (sum ~ seed) & 0xffffff
end
assert(sum == 2043278)
print(sum)
