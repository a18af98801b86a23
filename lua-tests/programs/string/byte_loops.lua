-- Strings byte by byte: checksums, transformations, comparisons with gmatch.
local s = "The quick brown fox"
local sum, xor = 0, 0 for i = 1, #s do sum = sum + s:byte(i) xor = xor ~ s:byte(i) end print(sum, xor)
local bytes = { s:byte(1, -1) } print(#bytes, string.char(table.unpack(bytes)) == s)
for i, b in ipairs(bytes) do bytes[i] = b ~ 0x20 end print(string.char(table.unpack(bytes)))
local counts = {} for c in s:lower():gmatch("%a") do counts[c] = (counts[c] or 0) + 1 end local keys = {}
for c in pairs(counts) do keys[#keys + 1] = c end table.sort(keys)
for _, c in ipairs(keys) do io.write(c, counts[c]) end print()
local rot = s:gsub("%a",
  function(c) local a = c:byte() >= 97 and 97 or 65 return string.char((c:byte() - a + 13) % 26 + a) end)
print(rot,
  (rot:gsub("%a",
  function(c) local a = c:byte() >= 97 and 97 or 65 return string.char((c:byte() - a + 13) % 26 + a) end)) == s)
local hex = s:gsub(".", function(c) return ("%02X"):format(c:byte()) end)
print(hex, (hex:gsub("%x%x", function(h) return string.char(tonumber(h, 16)) end)) == s)
local bits = {} for i = 1, 3 do local b = s:byte(i) for k = 7, 0, -1 do bits[#bits + 1] = b >> k & 1 end end
print(table.concat(bits))
