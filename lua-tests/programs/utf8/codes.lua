-- utf8.codes: positions and codes, invalid sequences, strict and lax.
local function try(s, lax) local r = {}; local ok, e = pcall(function() for p, c in utf8.codes(s, lax) do r[#r + 1] = p .. ":" .. ("%X"):format(c) end end); print(table.concat(r, " "), ok, e) end
try "aä€😀z" try "" try "abc" try "a\0b" try "\x80" try "a\x80" try "\xc3" try "ab\xc3\x28" try "\xff"
try "\xed\xa0\x80" try("\xed\xa0\x80", true) try "\xf4\x90\x80\x80" try("\xf4\x90\x80\x80", true)
try("\xfd\xbf\xbf\xbf\xbf\xbf", true) try "é\x80" try "\xc3\xa9\xc3" try(5) try(nil) try({})
try("x\xe2\x82\xac\xe2\x82") try("\xc0\x80") try("\xe0\x9f\xbf")
print(pcall(utf8.codes)) print(pcall(utf8.codes, nil)) print(pcall(utf8.codes, {})) print(pcall(utf8.codes, "\x80abc"))
local f, s, i = utf8.codes("aé")
print(type(f), s, i, f(s, 0)) print(f(s, 1)) print(f(s, 2)) print(f(s, 3)) print(f(s, 100)) print(f(s, -1))
print(pcall(f)) print(pcall(f, s)) print(f(s, "1")) print(pcall(f, nil, 0)) print(f("xyz", 1.0))
print(f("xyz", 1.5))
for p in utf8.codes("日本") do io.write(p, " ") end print()
print(pcall(function() for _ in utf8.codes() do end end))
print(pcall(function() for _ in utf8.codes("\xff") do end end))
for p, c in utf8.codes(utf8.char(0x10FFFF, 0, 0x80)) do io.write(p, ":", c, " ") end print()
