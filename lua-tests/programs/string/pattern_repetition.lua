-- * + - ? on classes: greedy and lazy, zero matches, several in a row.
for _, p in ipairs { "a*", "a+", "a-", "a?", "a*b", "a+b", "a-b", "a?b", "^a*$", "^a-$", ".-b", ".*b", "a*a", "a-a", "a?a?a?", "a+a+", "%a*%d*", "[ab]*", "[^b]*", "x*", "x-", "x?" } do
  local r = {}
  for _,
    s in ipairs { "", "a", "aaa", "aab", "b", "baab",
    "a1" } do local m = s:match(p) r[#r + 1] = m and "'" .. m .. "'" or "nil" end
  print(p, table.concat(r, " "))
end
print(("aaa"):find("a-", 2), ("aaa"):find("a*", 4), ("aaa"):match("(a-)(a*)"), ("aaa"):match("(a*)(a-)"))
print(("<<a>>"):match("<(.-)>"), ("<<a>>"):match("<(.*)>"), ("[[x]]"):match("%[(.*)%]"))
