-- Strings: escapes, comparison, library, patterns, pack, utf8.
print("a\tb\\\"\065\x41\u{48}\u{20AC}\z
       joined", #"\0\0", 'it\'s', [[
first newline dropped]], [==[]]]==])
print("a" < "b", "a" < "B", "" < "a", "a\0b" < "a\0c", "Z" < "a", "10" < "9", "abc" <= "abc", "\xff" > "a")
print(("hello"):sub(2, -2), ("hello"):sub(-3), ("hello"):sub(0), ("hello"):sub(10), ("hello"):sub(-100, 2), ("hello"):sub(3, 2))
print(("x"):rep(3, ","), ("x"):rep(0), ("x"):rep(-1), ("abc"):reverse(), ("MiXed"):lower(), ("MiXed"):upper(), ("abc"):len())
print(("abc"):byte(1, -1), ("abc"):byte(10), string.char(72, 105), string.char())
for _, case in ipairs {
  { "hello world", "o w" }, { "hello", "l+" }, { "hello", "(h)(.)" }, { "hello", "()ll()" }, { "hello", "xyz" }, { "a.b", ".", 1, true },
  { "hello", "" }, { "hello", "", 10 }, { "key = value", "^(%w+)%s*=%s*(%w+)$" }, { "[[x]]", "%[%[(.-)%]%]" }, { "f(a(b)c)d", "%b()" },
  { "THE (quick) fox", "%((%a+)%)" }, { "abc123", "%d-$" }, { "aaa", "a-b" }, { "  trim  ", "^%s*(.-)%s*$" }, { "x-y_z", "[%w_-]+" }, { "a]b", "[]]" },
  { "a^b", "[%^]" }, { "hello", "l", -2 }, { "abc", "[^a-b]" }, { "\0a\0", "%z" }, { "aXb", "%u" }, { "f00", "%x+" }, { "THE END", "%f[%a]%a+%f[%A]" }, { "abab", "(ab)%1" },
} do
  io.write(case[2], ": ")
  print(string.find(table.unpack(case)))
end
print(("hello world"):match("(%w+) (%w+)"), ("2024-05-06"):match("(%d+)-(%d+)-(%d+)"), ("x"):match("y"), ("abc"):match("()b()"))
print(("hello"):gsub("l", "L"), ("hello"):gsub("", "-"), ("abc"):gsub("%w", "%0%0"), ("abc def"):gsub("(%w+) (%w+)", "%2 %1"), ("a"):gsub("a", "%%"))
print(("$x $y $z"):gsub("%$(%w)", { x = "1", y = 2, z = false }), ("abc"):gsub(".", function(c) if c ~= "b" then return c:upper() end end, 2))
for k, v in ("a=1, b=2, c="):gmatch("(%w+)=(%w*)") do io.write(k, "->", v, " ") end
for w in ("one two"):gmatch("%a+") do io.write("<", w, ">") end
for p in ("abc"):gmatch("()") do io.write(p, " ") end
for a in ("abc"):gmatch("^a") do io.write(a, "!") end
print()
for _, bad in ipairs { "%", "[a", "(", ")", "%b", "%f", "%1", "(()", "[%" } do print(bad, pcall(string.find, "abc", bad)) end
print(("%5s|%-5s|%.2s|%5.1s|"):format("ab", "ab", "abc", "abc"), ("%q"):format('a\n"\\\0\r\x7f1'), ("%c%c"):format(76, 117))
print(("%s %s %s"):format(nil, true, 1.5), pcall(string.format, "%10q", "x"), pcall(string.format, "%", 1), pcall(string.format, "%123d", 1))
for _, case in ipairs { { "i1", -1 }, { ">i2", 258 }, { "<i4", 1 }, { "j", -2 }, { "d", 1.5 }, { "f", 0.5 }, { "s1", "abc" }, { "z", "zero" }, { "!8 b i8", 1, 2 }, { "<!4 i2 x i4", 1, 2 }, { "=I3", 66051 }, { "c5", "ab" }, { "i16", -3 }, { "b Xi4 i4", 1, 2 } } do
  local text = string.pack(table.unpack(case))
  io.write(case[1], " ", #text, " ", (text:gsub(".", function(c) return ("%02x"):format(c:byte()) end)), " ", tostring(string.packsize and pcall(string.packsize, case[1])), " ")
  print(string.unpack(case[1], text))
end
for _, case in ipairs { { "i1", 200 }, { "I1", -1 }, { "z", "a\0b" }, { "s1", ("x"):rep(300) }, { "c2", "abc" }, { "i0", 1 }, { "!3 i4", 1 }, { "q", 1 }, { "X", 1 } } do print(pcall(string.pack, table.unpack(case))) end
print(pcall(string.unpack, "i4", "abc"), pcall(string.unpack, "z", "abc"), pcall(string.unpack, "i4", "abcdefgh", 10), string.unpack("<i2", "abcd", -2))
print(utf8.char(72, 228, 8364, 128512, 0x7fffffff):byte(1, -1))
print(utf8.len("häß€😀"), utf8.len("\xff"), utf8.len("ab", 3), utf8.codepoint("h€", 1, -1), utf8.offset("a€b", 3), utf8.offset("a€b", -1), utf8.charpattern)
for p, c in utf8.codes("a€😀") do io.write(p, ":", c, " ") end
print(pcall(function() for _ in utf8.codes("a\xffb") do end end), utf8.len("\u{7FFFFFFF}", 1, -1, true), utf8.len("\xed\xa0\x80"))
print(tostring(12):rep(2), ("x"):rep(5):find("x", 3), #("abc" .. 1 .. 2.0), ("a,b,,c"):gsub(",", ";", 2), #tostring(print) > 0)
print(math.type(#"abc"), ("a"):byte() + 1, "a" .. 1 + 2, ("5" + 1) .. "", -"3", "0x1p1" * 1, "10" // 3)
local long = ("ab"):rep(50)
local also = ("ab"):rep(25) .. ("ab"):rep(25)
local set = { [long] = 1 }
print(long == also, set[also], #long, long < also .. "a", rawequal(long, also))
-- %z, of earlier versions, is still a class
print(("a\0b\0"):gsub("%z", "0"), ("a\0b\0"):gsub("%Z", "."))
-- the 0th character counts from the start, too
print(utf8.offset("abc", 0), utf8.offset("añb", 0, 3), utf8.offset("añb", 0, 4))
-- equal long strings of a chunk are one object
local long <const> = "0123456789012345678901234567890123456789-"
local function same() return "0123456789012345678901234567890123456789-" end
print(string.format("%p", long) == string.format("%p", same()))
