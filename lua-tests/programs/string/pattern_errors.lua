-- Every way in which a pattern can be malformed, through each function.
local patterns = { "[", "[^", "[a", "[]", "[^]", "[%", "[%]", "[a-", "%", "a%", "(", "a(", "(()", ")", "a)",
  "())", "%b", "%b(", "%f", "%fa", "%f[", "%1", "(%1)", "(a)%2", "%0", "()%1", ("("):rep(33), ("()"):rep(33),
  ("a"):rep(10) .. "[", "[[:alpha:]", "[a]]", "*", "+", "a**", "^*", "(*)", "%", "x(%" }
for _, p in ipairs(patterns) do
  print(p:sub(1, 20), pcall(string.find, "aaa", p))
  print("", pcall(string.match, "aaa", p))
  print("", pcall(string.gsub, "aaa", p, "x"))
  print("", pcall(string.gmatch("aaa", p)))
end
print(pcall(string.find, ("a"):rep(300000), (".-"):rep(300) .. "b"))
print(pcall(string.match, ("x"):rep(300), ("x?"):rep(250) .. "y"))
print(pcall(string.find, "x", ("(x"):rep(20) .. (")"):rep(20)))
print(pcall(string.rep, "x", 3, "y", "z"), pcall(function() ("x"):match("[") end),
  pcall(function() string.gsub("x", "(", "") end))
