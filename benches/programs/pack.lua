-- string.pack and string.unpack: records with integers of every size, floats, strings; fields read from one long string.
local pack, unpack = string.pack, string.unpack
local layout = "<i4 I2 B d s2 z !8 i8"
local pieces, hash = {}, 0
for i = 1, 160000 do
  pieces[i] = pack(layout, i, i % 65536, i % 256, i / 4, "name" .. i % 100, "zero", i * 1000003)
end
local stream, position = table.concat(pieces), 1
for i = 1, #pieces do
  local a, b, c, d, name, zero, big = unpack(layout, pieces[i])
  hash = (hash * 31 + a + b + c + d // 1 + #name + #zero + big) % 1000000007
end
for _ = 1, #pieces do
  local a, b, c, after = unpack("<i4 I2 B", stream, position)
  hash = (hash + a % 255 + b + c) % 1000000007
  position = after % (#stream - 16) + 1
end
for i = 1, 160000 do
  local bytes = pack(">I3 I5 h f", i, i * 7, i % 30000, i / 2)
  local a, b, c, d = unpack(">I3 I5 h f", bytes)
  hash = (hash + a + b + c + d) % 1000000007
end
print(string.format("%.0f", hash), string.packsize("<i4 I2 B d"), #stream)
