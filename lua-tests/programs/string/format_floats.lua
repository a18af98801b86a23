-- string.format with %f %e %g %a: flags, widths, precisions, special values.
local values = { 0.0, -0.0, 1.0, -1.5, 0.1, 123456.789, 1e15, 1e100, -1e-10, 5e-324, 1.7976931348623157e308,
  2.5, 3.5, 0.5, 1 / 3, 99999.95, 1e21, 42, "3.25" }
for _, spec in ipairs { "%f", "%.0f", "%.1f", "%.3f", "%10.2f", "%-10.2f|", "%010.2f", "%+.2f", "% .2f", "%#.0f", "%e", "%.0e", "%.3e", "%E", "%12.4e", "%#.0e", "%g", "%.3g", "%.10g", "%.17g", "%G", "%#g", "%+g", "%012g", "%.0g", "%.14g", "%a", "%A", "%.3a", "%.0a", "%20a", "%-20a|", "%+a", "%.20f" } do
  local row = {}
  for i, v in ipairs(values) do row[i] = select(2, pcall(string.format, spec, v)) end
  print(spec, table.concat(row, " "))
end
for _, spec in ipairs { "%f", "%e", "%g", "%a", "%F" and "%5.1f", "%010f", "%-10g|", "%+f", "% e", "%G",
  "%E", "%A",
  "%.0f" } do print(spec, spec:format(1 / 0), spec:format(-1 / 0), (spec:format(0 / 0):gsub("-", ""))) end
local function try(...) print(pcall(string.format, ...)) end
for _,
  c in ipairs { "f", "e", "g", "a", "E", "G",
  "A" } do try("%" .. c) try("%" .. c, nil) try("%" .. c, {}) try("%" .. c, "x") try("%" .. c, true) try("%" .. c, "0x10") try("%" .. c, " 5 ") end
try("%F", 1) try("%.99f", 1 / 3) try("%99.99f", -1e308) try("%.100f", 1) try("%100f", 1) try("%5.f|", 2.6)
try("%.f", 0.5) try("%lf", 1) try("%Lf", 1) try("%#.3a", 1) try("%0+10.3f|", 1)
