-- SHA-256 with 64-bit integers and bitwise operators, over blocks read by string.unpack.
local function is_prime(n)
  for i = 2, n do
    if i * i > n then return true end
    if n % i == 0 then return false end
  end
end
-- The first 32 bits of the fraction of a root of n, found by bisection in integers.
local function fraction(n, power)
  local low, high = 0, 1 << 36
  local goal = n ^ (1 / power)
  while high - low > 1 do
    local middle = (low + high) // 2
    if middle / 4294967296 <= goal then low = middle else high = middle end
  end
  return low & 0xffffffff
end
local constants, initial = {}, {}
local candidate = 2
while #constants < 64 do
  if is_prime(candidate) then
    constants[#constants + 1] = fraction(candidate, 3)
    if #initial < 8 then initial[#initial + 1] = fraction(candidate, 2) end
  end
  candidate = candidate + 1
end

local function rotate(x, n) return (x >> n | x << (32 - n)) & 0xffffffff end

local function sha256(message)
  local padded = message .. "\x80" .. ("\0"):rep((55 - #message) % 64) .. string.pack(">I8", #message * 8)
  local h0, h1, h2, h3, h4, h5, h6, h7 = table.unpack(initial)
  local w = {}
  for position = 1, #padded, 64 do
    for i = 1, 16 do w[i] = string.unpack(">I4", padded, position + (i - 1) * 4) end
    for i = 17, 64 do
      local x, y = w[i - 15], w[i - 2]
      local s0 = rotate(x, 7) ~ rotate(x, 18) ~ (x >> 3)
      local s1 = rotate(y, 17) ~ rotate(y, 19) ~ (y >> 10)
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) & 0xffffffff
    end
    local a, b, c, d, e, f, g, h = h0, h1, h2, h3, h4, h5, h6, h7
    for i = 1, 64 do
      local s1 = rotate(e, 6) ~ rotate(e, 11) ~ rotate(e, 25)
      local t1 = h + s1 + ((e & f) ~ (~e & g)) + constants[i] + w[i]
      local s0 = rotate(a, 2) ~ rotate(a, 13) ~ rotate(a, 22)
      local t2 = s0 + ((a & b) ~ (a & c) ~ (b & c))
      h, g, f, e, d, c, b, a = g, f, e, (d + t1) & 0xffffffff, c, b, a, (t1 + t2) & 0xffffffff
    end
    h0, h1, h2, h3 = (h0 + a) & 0xffffffff, (h1 + b) & 0xffffffff, (h2 + c) & 0xffffffff, (h3 + d) & 0xffffffff
    h4, h5, h6, h7 = (h4 + e) & 0xffffffff, (h5 + f) & 0xffffffff, (h6 + g) & 0xffffffff, (h7 + h) & 0xffffffff
  end
  return ("%08x%08x%08x%08x%08x%08x%08x%08x"):format(h0, h1, h2, h3, h4, h5, h6, h7)
end
assert(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
local digest = sha256(("moonquakes"):rep(120000))
print(digest, sha256(""))
