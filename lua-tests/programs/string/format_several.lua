-- Formats with several conversions, literal text and percent signs.
print(("%d %s %g %x %c %q %%"):format(1, "two", 3.5, 255, 65, "q"))
print(("%%%d%%"):format(5), ("%d%d%d"):format(1, 2, 3), ("a%sb%sc"):format("1", 2))
print(("[%5d] [%-5d] [%05d] [%+d] [% d]"):format(42, 42, 42, 42, 42),
  ("[%5s] [%-5s] [%.2s] [%5.1s]"):format("abc", "abc", "abc", "abc"))
print(("[%8.3f] [%-8.2f] [%+.1e] [%g] [%G]"):format(math.pi, math.pi, 12345.678, 1e20, 1e-10),
  ("%i %u"):format(7, 7), ("%o %X %#x"):format(8, 255, 255))
print(("%s %s %s"):format(nil, true, {} ~= nil), ("%s"):rep(3, ","):format(1, 2, 3),
  ("%5.1f|%5.1f"):format(1, 2.25), ("%.3f"):format(2 / 3), ("%.0f"):format(0.5), ("%.0f"):format(1.5))
print(pcall(string.format, "%d %d", 1), pcall(string.format, "%s"), pcall(string.format, "%d", "1.5"),
  pcall(string.format, "%d", 1.5), pcall(string.format, "%d", "2"), pcall(string.format, "%c", "x"),
  pcall(string.format, "%"), pcall(string.format, "%z", 1))
print(("%s|%s"):format(setmetatable({}, { __tostring = function() return "A" end }),
  setmetatable({}, { __name = "B" })):gsub("0x%x+", "PTR"))
