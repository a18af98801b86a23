-- Primes by a sieve, by trial division and by Fermat's test, compared.
local function sieve(n)
  local composite, primes = {}, {}
  for i = 2, n do
    if not composite[i] then
      primes[#primes + 1] = i
      for j = i * i, n, i do composite[j] = true end
    end
  end
  return primes
end
local function is_prime(n)
  for d = 2, math.floor(n ^ 0.5) do if n % d == 0 then return false end end
  return n > 1
end
local function power(b, e, m)
  local r = 1
  while e > 0 do
    if e & 1 == 1 then r = r * b % m end
    b, e = b * b % m, e >> 1
  end
  return r
end
local primes = sieve(2000)
print(#primes, primes[1], primes[100], primes[#primes])
local odd = 0
for n = 3, 2000 do
  local p = is_prime(n)
  if p ~= (power(2, n - 1, n) == 1) then odd = odd + 1 io.write(n, " ") end
end
print(odd)
