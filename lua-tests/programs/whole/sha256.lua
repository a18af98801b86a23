-- SHA-256 of short messages, in 32-bit arithmetic on 64-bit integers.
local k, primes = {}, {}
for n = 2,
  311 do local p = true for _, d in ipairs(primes) do if n % d == 0 then p = false break end end if p then primes[#primes + 1] = n end end
local function fraction(x) return math.floor((x - math.floor(x)) * 2 ^ 32) end
for i = 1, 64 do k[i] = fraction(primes[i] ^ (1 / 3)) end
local function rrotate(x, n) return (x >> n | x << 32 - n) & 0xffffffff end
local function sha256(message)
  local h = {}
  for i = 1, 8 do h[i] = fraction(primes[i] ^ 0.5) end
  local padded = message .. "\128" .. ("\0"):rep(-(#message + 9) % 64) .. (">I8"):pack(#message * 8)
  for chunk = 1, #padded, 64 do
    local w = { (">" .. ("I4"):rep(16)):unpack(padded, chunk) }
    for i = 17, 64 do
      local a, b = w[i - 15], w[i - 2]
      w[i] = w[i - 16] + (rrotate(a, 7) ~ rrotate(a, 18) ~ a >> 3) + w[i - 7] + (rrotate(b, 17) ~ rrotate(b,
        19) ~ b >> 10) & 0xffffffff
    end
    local a, b, c, d, e, f, g, hh = table.unpack(h)
    for i = 1, 64 do
      local t1 = hh + (rrotate(e, 6) ~ rrotate(e, 11) ~ rrotate(e, 25)) + (e & f ~ ~e & g) + k[i] + w[i] & 0xffffffff
      local t2 = (rrotate(a, 2) ~ rrotate(a, 13) ~ rrotate(a, 22)) + (a & b ~ a & c ~ b & c) & 0xffffffff
      hh, g, f, e, d, c, b, a = g, f, e, d + t1 & 0xffffffff, c, b, a, t1 + t2 & 0xffffffff
    end
    for i, v in ipairs { a, b, c, d, e, f, g, hh } do h[i] = h[i] + v & 0xffffffff end
  end
  return (("%08x"):rep(8)):format(table.unpack(h))
end
print(sha256 "") print(sha256 "abc") print(sha256(("a"):rep(200)))
