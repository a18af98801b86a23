-- Matches that need backtracking: greedy, lazy, nested captures, balanced, frontier, back references.
local function m(s, p) print(p, s:match(p)) end
m("aaa", "a*a") m("aaa", "a-a$") m("aaab", "a*ab") m("aab", "^(a*)(a-)(b)$") m("aab", "^(a-)(a*)(b)$")
m("key=a=b", "(.*)=(.*)") m("key=a=b", "(.-)=(.*)") m("a.b.c", "^(.*)%.(.*)$") m("/usr/lib/x.so", "([^/]*)$")
m("/usr/lib/x.so", "^(.*)/") m("x.tar.gz", "%.([^.]*)$") m("x", "x?x?x?x") m("xxx", "x?x?x?x?$")
m("abab", "^(ab)*$") m("abab", "^(a?b?)(a?b?)$") m("((a)(b))", "%b()") m("(a(b)c", "%b()")
m("a)b(c)d", "%b()") m("xx", "%bxx") m("[[x]]", "%b[]") m("'a''b'", "%b''")
m("hello world from lua", "(%w+) (%w+) (%w+) (%w+)") m("aXb", "%u") m("one,two", "^([^,]*),([^,]*)$")
m(",", "^([^,]*),([^,]*)$") m("a b", "^%s*(%S+)%s+(%S+)%s*$") m("0x1F", "^0[xX](%x+)$")
m("-12.5e+3", "^[+-]?%d+%.?%d*[eE]?[+-]?%d*$") m("THE (quick) fox", "%f[%a]%a+") m("foo bar", "%f[%w]bar")
m("foobar", "%f[%w]bar") m("aa bb aa", "(%a+) .* %1") m("abcba", "(.)(.)(.)%2%1") m("xyz", "(x)(y)(z)%3")
m("zz", "(z)%1") m("", "^$") m("\n", "^$") m("a\nb", "^a.b$") m("aaaa", "(a)(a)%1%2")
m("((()))", "^(%(*)(%)*)$")
print(("x"):rep(1000):match("^(x*)(x-)$"):len(), #("x"):rep(100):match(("x?"):rep(10)),
  ("ab"):rep(100):match("^(.-)b$"):len())
