-- Records in binary: headers, arrays, nested lengths, both byte orders.
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
local record = "<I2 s1 z d !4 i4"
local packed = string.pack(record, 513, "name", "zero", 2.5, -7)
print(hex(packed), #packed) print(string.unpack(record, packed))
local list = { 1, -2, 300, -40000 }
local body = string.pack(">I2" .. ("i4"):rep(#list), #list, table.unpack(list))
local n, pos = string.unpack(">I2", body) local back = {}
for i = 1, n do back[i], pos = string.unpack(">i4", body, pos) end
print(n, table.concat(back, " "), pos, #body + 1)
for _, f in ipairs { "<i2", ">i2", "=i2", "<I8", ">I8", "<f", ">f", "<d", ">d", "<n", "<j", "<T", "b",
  "B" } do io.write(f, ":", hex(string.pack(f, 1)), " ") end
print()
print(hex(string.pack("!8 b h i j", 1, 2, 3, 4)), hex(string.pack("!2 b h i j", 1, 2, 3, 4)),
  hex(string.pack("b Xi4 i4", 1, 2)), hex(string.pack("!4 b Xi4 i4", 1, 2)),
  hex(string.pack("c5 c3", "ab", "xyz")), hex(string.pack("s2s4", "a", "")))
print(string.packsize "!8 b h i j", string.packsize "<i3 i5 i7", string.packsize "c10 x x",
  pcall(string.packsize, "s"), pcall(string.unpack, "<i4", "abc"), pcall(string.pack, "b", 200),
  pcall(string.pack, "i17", 1))
