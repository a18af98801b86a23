-- utf8.char and utf8.codepoint: every length, ranges, strictness.
local function try(f, ...) print(pcall(f, ...)) end
print(utf8.char(), utf8.char(72, 228, 8364, 128512), #utf8.char(0), utf8.char(0x7FFFFFFF):byte(1, -1))
for _, c in ipairs { 0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF, 0x110000, 0x1FFFFF, 0x200000, 0x3FFFFFF, 0x4000000, 0x7FFFFFFF, 0xD800, 0xDFFF } do
  local s = utf8.char(c)
  print(("%X"):format(c), #s, pcall(utf8.codepoint, s))
  print(utf8.codepoint(s, 1, 1, true), utf8.len(s), utf8.len(s, 1, -1, true))
end
try(utf8.char, -1) try(utf8.char, 0x80000000) try(utf8.char, 1.5) try(utf8.char, "x") try(utf8.char, {})
try(utf8.char, 65, nil) try(utf8.char, "65") try(utf8.char, 65.0) try(utf8.char, math.mininteger)
try(utf8.char, 65, -1)
local s = "häß€😀"
print(utf8.codepoint(s, 1, -1)) print(utf8.codepoint(s)) print(utf8.codepoint(s, 2))
print(utf8.codepoint(s, -4)) print(utf8.codepoint(s, 1, 0)) print(utf8.codepoint(s, 2, 3))
print(utf8.codepoint(s, 2, 2)) print(utf8.codepoint("", 1, 0)) print(utf8.codepoint(s, 1, 3))
try(utf8.codepoint) try(utf8.codepoint, "") try(utf8.codepoint, "abc", 4) try(utf8.codepoint, "abc", 0)
try(utf8.codepoint, "abc", 1, 4) try(utf8.codepoint, "abc", -4) try(utf8.codepoint, "abc", 1, -5)
try(utf8.codepoint, s, 3) try(utf8.codepoint, "\xff") try(utf8.codepoint, "\xc3")
try(utf8.codepoint, "a\x80", 1, 2) try(utf8.codepoint, {}) try(utf8.codepoint, "x", {})
try(utf8.codepoint, "x", 1, {}) try(utf8.codepoint, "x", 1.5) try(utf8.codepoint, 65)
try(utf8.codepoint, "\xc0\x80") try(utf8.codepoint, "\xf4\x90\x80\x80") try(utf8.codepoint, "\xed\xa0\x80")
try(utf8.codepoint, "\xed\xa0\x80", 1, 1, true)
