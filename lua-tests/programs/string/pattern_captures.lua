-- Captures: nested, empty, positions, many, in find, match, gmatch and gsub.
print(("hello world"):match("((h)(e(l)l)o) (.*)"))
print(("abc"):match("()a()b()c()"))
print(("key = value"):find("(%w+) = (%w+)"))
print(("abc"):match("(((a)b)c)"))
print(("abc"):match("(x*)"), ("abc"):match("(a)()"), (""):match("()()"))
for a, b, c in ("a1b2c3"):gmatch("()(%a)(%d)") do io.write(a, b, c, " ") end
print()
print(("abcd"):gsub("(a)(b)(c)(d)", "%4%3%2%1%0"))
print(("x"):match(("()"):rep(32)))
print(pcall(string.match, "x", ("()"):rep(33)))
print(("2024-05-06"):match("^(%d%d%d%d)-(%d%d)-(%d%d)$"))
print(("no match"):match("(z)"), select("#", ("no"):match("(z)(y)")), select("#", ("zy"):match("(z)(y)")))
print(("abc"):gsub("(b)", "[%1|%0]"), ("abc"):gsub("()", "%1"))
