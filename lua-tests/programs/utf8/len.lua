-- utf8.len: ranges, invalid bytes and their positions.
local function try(...) print(pcall(utf8.len, ...)) end
local s = "häß€😀"
try(s) try("") try("abc") try(s, 2) try(s, 3) try(s, -1) try(s, -4) try(s, 1, 1) try(s, 1, 2) try(s, 1, 3)
try(s, 4, 3) try(s, #s + 1) try(s, #s + 2) try(s, 0) try(s, -100) try(s, 1, 100) try(s, 1, #s + 1)
try(s, 1, -100) try("", 1) try("", 2) try("", 0) try("", 1, 0) try("", 1, 1) try("", -1)
for _, bad in ipairs { "\x80", "a\x80", "\xc3", "ab\xc3", "\xc3\x28", "\xe2\x82", "\xf0\x9f\x98", "\xff",
  "\xfe", "\xc0\x80", "\xe0\x80\x80", "\xf0\x80\x80\x80", "\xf8\x80\x80\x80\x80", "\xf4\x90\x80\x80",
  "\xed\xa0\x80", "\xed\xbf\xbf", "ok\xfd\xbf\xbf\xbf\xbf\xbf", "\xfd\xbf\xbf\xbf\xbf",
  "x\xfe\x83\xbf\xbf\xbf\xbf\xbf",
  "\xef\xbf\xbf" } do print(("%q"):format(bad), utf8.len(bad)) print(utf8.len(bad, 1, -1, true)) end
try() try(nil) try({}) try("x", {}) try("x", 1, {}) try("x", 1.5) try(123) try("x", "1")
try("x", nil, nil, nil) try("abc", 1, math.maxinteger) try("abc", math.mininteger) try("abc", math.maxinteger)
print(utf8.len(("é"):rep(1000)), utf8.len("a\0b"), utf8.charpattern == "[\0-\x7F\xC2-\xFD][\x80-\xBF]*",
  #utf8.charpattern)
for c in ("aé€😀"):gmatch(utf8.charpattern) do io.write(#c, " ") end print()
