-- Going through UTF-8: codes, charpattern, offset, reversal, slices.
local s = "aé€😀z"
for p, c in utf8.codes(s) do io.write(p, ":", ("U+%04X"):format(c), " ") end print()
local chars = {} for c in s:gmatch(utf8.charpattern) do chars[#chars + 1] = c end
print(#chars, utf8.len(s), #s, table.concat(chars, "|"))
local function reverse(s) local r = {} for c in s:gmatch(utf8.charpattern) do table.insert(r, 1, c) end return table.concat(r) end
print(reverse(s), reverse(reverse(s)) == s, reverse "")
local function sub(s, i, j) local a = utf8.offset(s, i) local b = utf8.offset(s, j + 1) return s:sub(a, b and b - 1 or -1) end
print(sub(s, 1, 1), sub(s, 2, 3), sub(s, 4, 5), sub(s, 1, 5) == s)
print(utf8.offset(s, 1), utf8.offset(s, 3), utf8.offset(s, 5), utf8.offset(s, 6), utf8.offset(s, 7),
  utf8.offset(s, -1), utf8.offset(s, -2), utf8.offset(s, -5), utf8.offset(s, -6), utf8.offset(s, 0, 5))
print(utf8.codepoint(s, 1, -1))
print(utf8.char(utf8.codepoint(s, 1, -1)) == s, utf8.char(),
  utf8.char(0x7FF, 0x800, 0xFFFF, 0x10000) == "\u{7FF}\u{800}\u{FFFF}\u{10000}")
local upper = s:gsub(utf8.charpattern, function(c) return #c == 1 and c:upper() or "<" .. #c .. ">" end)
print(upper) local widths = {} for p, c in utf8.codes(s) do widths[#widths + 1] = #utf8.char(c) end
print(table.concat(widths, " "))
for i = 1, #s do local ok, c = pcall(utf8.codepoint, s, i) io.write(ok and c or "-", " ") end print()
