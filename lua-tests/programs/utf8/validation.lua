-- What is valid UTF-8, strict and lax, at every boundary.
local cases = { "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80",
  "\xF4\x8F\xBF\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
  "\xF7\xBF\xBF\xBF", "\xF8\x88\x80\x80\x80", "\xFB\xBF\xBF\xBF\xBF", "\xFC\x84\x80\x80\x80\x80",
  "\xFD\xBF\xBF\xBF\xBF\xBF", "\xFE", "\xFF", "\x80", "\xBF", "\xC2", "\xE0\xA0", "\xF0\x90\x80",
  "\xED\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xEE\x80\x80", "\xC2\x20", "\xE1\x80\x20", "a\xC2",
  "a\x80b" }
for _, s in ipairs(cases) do
  local strict, at = utf8.len(s)
  local lax, lax_at = utf8.len(s, 1, -1, true)
  print(("%q"):format(s), strict, at, lax, lax_at, pcall(utf8.codepoint, s, 1), pcall(utf8.codepoint, s, 1, 1, true))
end
for _, c in ipairs { 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x1FFFFF, 0x200000, 0x3FFFFFF, 0x4000000,
  0x7FFFFFFF } do local s = utf8.char(c) io.write(#s, ":", utf8.codepoint(s, 1, 1, true), " ") end
print()
