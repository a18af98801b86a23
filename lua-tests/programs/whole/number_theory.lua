-- gcd, lcm, modular powers and inverses, factors, Collatz, perfect numbers, in integers.
local function gcd(a, b) return b == 0 and a or gcd(b, a % b) end
local function egcd(a, b) if b == 0 then return a, 1, 0 end local g, x, y = egcd(b, a % b) return g, y, x - a // b * y end
local function factors(n) local f = {} local d = 2 while d * d <= n do while n % d == 0 do f[#f + 1] = d n = n // d end d = d + 1 end if n > 1 then f[#f + 1] = n end return f end
print(gcd(48, 36), gcd(0, 5), gcd(-48, 36), gcd(17, 5), 48 // gcd(48, 36) * 36)
print(egcd(240, 46)) print(egcd(17, 3120))
for _, n in ipairs { 1, 2, 97, 360, 1001, 65536, 600851475143,
  2147483647 } do print(n, table.concat(factors(n), "*")) end
local function collatz(n) local c = 0 while n ~= 1 do n = n % 2 == 0 and n // 2 or 3 * n + 1 c = c + 1 end return c end
local best, steps = 0, 0 for n = 1, 3000 do local c = collatz(n) if c > steps then best, steps = n, c end end
print(best, steps)
for n = 2,
  10000 do local s = 1 for d = 2, math.floor(math.sqrt(n)) do if n % d == 0 then s = s + d + (d * d ~= n and n // d or 0) end end if s == n then io.write(n, " ") end end
print()
local function digits(n) local s = 0 while n > 0 do s, n = s + n % 10, n // 10 end return s end
print(digits(1 << 62), digits(math.maxinteger))
