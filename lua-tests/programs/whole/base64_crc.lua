-- Base64, CRC-32, Adler-32, FNV and an xorshift, with bitwise operators.
local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
local function encode(s)
  return (s:gsub("..?.?", function(c)
    local a, b, d = c:byte(1, 3)
    local n = a << 16 | (b or 0) << 8 | (d or 0)
    local r = ""
    for i = 3, 0, -1 do local k = n >> 6 * i & 63 r = r .. alphabet:sub(k + 1, k + 1) end
    return r:sub(1, #c + 1) .. ("="):rep(3 - #c)
  end))
end
local function decode(s)
  local bits, n, out = 0, 0, {}
  for c in s:gmatch("[^=]") do
    bits, n = bits << 6 | alphabet:find(c, 1, true) - 1, n + 6
    if n >= 8 then n = n - 8 out[#out + 1] = string.char(bits >> n & 255) end
  end
  return table.concat(out)
end
for _, s in ipairs { "", "f", "fo", "foo", "foob", "fooba", "foobar",
  "\0\255\128" } do local e = encode(s) print(#s, e, decode(e) == s) end
local function crc32(s) local c = 0xffffffff for i = 1, #s do c = c ~ s:byte(i) for _ = 1, 8 do c = c >> 1 ~ (0xedb88320 & -(c & 1)) end end return c ~ 0xffffffff end
print(("%08x %08x"):format(crc32 "123456789", crc32 ""))
local function adler(s) local a, b = 1, 0 for i = 1, #s do a = (a + s:byte(i)) % 65521 b = (b + a) % 65521 end return b << 16 | a end
print(("%08x"):format(adler "Wikipedia"))
local function fnv(s) local h = 0xcbf29ce484222325 for i = 1, #s do h = (h ~ s:byte(i)) * 0x100000001b3 end return h end
print(("%x %x"):format(fnv "", fnv "hello"))
local x = 88172645463325252
for _ = 1, 5 do x = x ~ x << 13 x = x ~ x >> 7 x = x ~ x << 17 io.write(("%x "):format(x)) end print()
