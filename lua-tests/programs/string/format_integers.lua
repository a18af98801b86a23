-- string.format with %d %i %u %o %x %X %c: flags, widths, precisions, what converts.
local values = { 0, 1, -1, 42, -42, 255, math.maxinteger, math.mininteger, 3.0, "10", "0x10" }
for _, spec in ipairs { "%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%.3d", "%8.3d", "%-8.3d|", "%+05d", "%+.0d", "%.0d", "%i", "%3i", "%u", "%5u", "%x", "%X", "%#x", "%#X", "%8x", "%-8x|", "%08x", "%#08x", "%.4x", "%o", "%#o", "%5o", "%-20d|", "%020d", "%.20d", "%99d" } do
  local row = {}
  for i, v in ipairs(values) do row[i] = select(2, pcall(string.format, spec, v)) end
  print(spec, table.concat(row, " "))
end
local function try(...) print(pcall(string.format, ...)) end
for _, c in ipairs { "d", "i", "u", "x", "X", "o", "c" } do
  try("%" .. c) try("%" .. c, nil) try("%" .. c, {}) try("%" .. c, "x") try("%" .. c, 1.5)
  try("%" .. c, "1.5") try("%" .. c, 2 ^ 63) try("%" .. c, 0 / 0) try("%" .. c, true)
end
try("%c%c%c", 76, 117, 97) try("%5c|%-5c|", 65, 66) try("%c", 0) try("%c", 256 + 65) try("%c", -1)
try("%05c", 65) try("%.3c", 65)
try("%100d", 1) try("%.100d", 1) try("%5.d", 3) try("%.d", 0) try("%+x", 1) try("% x", 1) try("%#d", 1)
try("%ld", 1) try("%lld", 1) try("%hd", 1) try("%+u", 1) try("%#i", 1) try("%0-5d|", 1) try("%-05d|", 1)
try("%++d", 1) try("%----5d|", 1)
