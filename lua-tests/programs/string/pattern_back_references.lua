-- %1 to %9 within patterns.
print(("abab"):match("(ab)%1"), ("abba"):match("(a)(b)%2%1"), ("aa bb cd"):gsub("(%a)%1", "<%1>"),
  ([["x' y"]]):match([[(["'])(.-)%1]]))
print(("hello"):match("(l)%1"), ("hello"):match("(.)%1"), ("abcabc"):match("^(.+)%1$"),
  ("aaaa"):match("^(a+)%1$"), ("aaa"):match("^(a+)%1$"))
print(("<b>x</b>"):match("<(%a)>(.-)</%1>"), ("[==[x]==]"):match("%[(=*)%[(.-)%]%1%]"), (""):match("()%1") == nil)
print(pcall(string.match, "a", "%1"), pcall(string.match, "a", "(a)%2"), pcall(string.match, "a", "(%1)"),
  pcall(string.match, "aa", "(a)%9"), pcall(string.match, "a", "%0"))
print(("xyzxyz"):match("(x)(y)(z)%1%2%3"), ("a.a"):match("(.).%1"), ("the the cat"):match("(%a+) %1"),
  ("word  word"):match("(%a+)%s+%1"))
