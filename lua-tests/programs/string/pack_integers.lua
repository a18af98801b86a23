-- string.pack of integers: sizes, endianness, overflow, alignment.
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
local function try(...) local ok, r = pcall(string.pack, ...); print(..., ok and hex(r) or r) end
for _, f in ipairs { "b", "B", "h", "H", "i", "I", "l", "L", "j", "J", "T", "i1", "i2", "i3", "i4", "i5", "i7", "i8", "i9", "i16", "I1", "I3", "I8", "I9", "I16" } do
  for _, n in ipairs { 0, 1, -1, 127, 128, -128, -129, 255, 256, 32767, 32768, 65536, 2 ^ 31 | 0, math.maxinteger, math.mininteger } do
    for _, e in ipairs { "<", ">" } do
      local ok, r = pcall(string.pack, e .. f, n)
      io.write(ok and hex(r) or r, " ")
      if ok then local v, p = string.unpack(e .. f, r); if v ~= n then io.write("(", v, ") ") end end
    end
  end
  print(f)
end
try("i") try("i", nil) try("i", {}) try("i", "x") try("i", 1.5) try("i", "5") try("i", 2.0) try("i0", 1)
try("i17", 1) try("I0", 1) try("i100", 1) try("ii", 1) try("i99999999999", 1) try("<i>i=i", 1, 2, 3)
try(" < i2 > i2 ", 1, 2) try("!i", 1) try("!4 b i4", 1, 2) try("!4 i4 b i4", 1, 2, 3) try("!2 b i8", 1, 2)
try("!8 b i8", 1, 2) try("!3 i4", 1) try("!16 i3", 1) try("!4 i3", 1) try("!1 b i8", 1, 2) try("! b j", 1, 2)
try("!17 i", 1) try("!0 i", 1)
print(string.packsize("b"), string.packsize("i"), string.packsize("l"), string.packsize("j"),
  string.packsize("T"), string.packsize("!8 b j"), string.packsize("i3"), string.packsize("!4 b i8"),
  string.packsize(""), string.packsize("<>= "))
