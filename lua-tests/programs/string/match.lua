-- string.match: whole match or captures, positions, init.
local function try(...) print(pcall(string.match, ...)) end
print(("hello world"):match("o w")) print(("hello"):match("l+")) print(("hello"):match("(l)(l)"))
print(("hello"):match("()ll()")) print(("hello"):match("x")) print(("hello"):match(""))
print(("hello"):match("()", 3)) print(("hello"):match(".-")) print(("hello"):match(".*"))
print(("hello"):match("(.-)o")) print(("hello"):match("h(.*)o")) print(("hello"):match(".", -1))
print(("hello"):match(".", 6)) print(("hello"):match("", 6)) print(("hello"):match("", 7))
print(("2024-01-15"):match("(%d+)-(%d+)-(%d+)")) print(("  trim me  "):match("^%s*(.-)%s*$"))
print(("key=val"):match("^(%w+)=(%w*)$")) print(("key="):match("^(%w+)=(%w*)$"))
print(("f(a(b)c)d"):match("%b()")) print(("THE (quick) fox"):match("%((%a+)%)")) print(("x"):match("(x)(y?)"))
print(("abc"):match("(a)((b)(c))"))
print(("abcabc"):match("(abc)%1")) print(("abcabd"):match("(abc)%1")) print(("aa"):match("(a)%1$"))
print((([["it's"]]):match([[(["'])(.-)%1]]))) print(("xyxy"):match("((x)(y))%2%3"))
print(("()"):match("(())")) print(("a"):match("((a))()"))
print(("THE END"):match("%f[%a]%a+%f[%A]", 2)) print(("foo.bar"):match("%f[%w]%w+$"))
print((""):match("%f[%z]")) print(("a"):match("%f[%z]", 2)) print(("aaa"):match("%f[a]a+%f[^a]"))
for _, p in ipairs { "a*", "a+", "a-", "a?", "a*b", "a-b", "a?b", "^a*$", "[^a]", "[a-b]+", "%a%a", "a%-",
  "." } do io.write(tostring(("aab-"):match(p)), " ") end
print()
try("x", "(") try("x", "())") try("x", "%1") try("x", "(x)%2") try("x", "(%1)") try("x", "[a") try("x", "[]")
try("x", "[^]") try("x", "[a-]") try("x", "[a-") try("x", "[%") try("x", "[%]") try("x", "%b") try("x", "%bx")
try("x", "%f") try("x", "%fx") try("x", "%g") try("x", "x%") try("x", "(()") try("x", ("()"):rep(32))
try("x", ("()"):rep(33)) try("x", "%0") try("x", "(x)%0") try("x", "%9")
try() try("x") try({}, "x") try("x", {}) try("x", "x", {}) try(12, 1) try("x", "x", "1")
