-- string.pack of floats, strings, padding, alignment options.
local function hex(s) return (s:gsub(".", function(c) return ("%02x"):format(c:byte()) end)) end
local function try(...) local ok, r = pcall(string.pack, ...); print(ok and hex(r) or r) end
for _, v in ipairs { 0.0, -0.0, 1.0, -1.5, 0.1, 1e300, 5e-324, 1 / 0, -1 / 0, 123456789,
  "3.5" } do try("<f", v) try(">f", v) try("<d", v) try(">d", v) try("<n", v) end
try("f", "x") try("d", {}) try("n") try("f", nil)
try("z", "abc") try("z", "") try("z", "a\0b") try("z", 5) try("z") try("z", {}) try("s", "abc")
try("s1", "abc") try(">s2", "abc") try("s1", ("x"):rep(255)) try("s1", ("x"):rep(256)) try("s", "")
try("s3", "") try("s0", "") try("s17", "") try("s", nil) try("s16", "ab") try("c5", "abc") try("c3", "abc")
try("c2", "abc") try("c0", "") try("c", "abc") try("c10", "") try("c5", {}) try("c5") try("c3", 123)
try("x") try("xxx") try("bxb", 1, 2) try("!4 b X i4", 1) try("!4 bXi4 i4", 1, 2) try("!2 b Xi8 b", 1, 2)
try("X") try("bX", 1) try("Xz") try("Xc3") try("Xx") try("X ") try("X<i4") try("XX") try("!4 b Xs4 b", 1, 2)
try("!8 b Xd d", 1, 2.5) try("!3 b Xi3") try("!4 b Xi3", 1) try("y", 1) try("é", 1) try("i4 q", 1, 2)
try("\0 z", 1) try("i\0i", 1, 2) try("#") try("%") try("-i") try("b4", 1, 2) try("5")
try() try({}) try(nil) try(5) try(true) try("i4z", 1) try("i4z", 1, {}) try("bb", 1, 300)
for _, f in ipairs { "s", "z", "bz", "s1", "i17", "q", "c", "X", "Xz", "c2147483647", "c2147483647 b",
  "c2147483639 j", "i16 c2147483640", "!3 i4", "c1073741824 c1073741823",
  "c1073741824 c1073741824" } do print(f, pcall(string.packsize, f)) end
print(pcall(string.packsize)) print(pcall(string.packsize, {})) print(pcall(string.packsize, 5))
print(pcall(string.packsize, nil))
