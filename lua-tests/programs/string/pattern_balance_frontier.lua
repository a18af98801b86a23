-- %b and %f.
for _, s in ipairs { "(a(b)c)d", "((", "()", "a)b(c", "x(y(z)",
  "{(})" } do print(s, s:match("%b()"), s:find("%b()"), (s:gsub("%b()", "<>"))) end
print(("if x then (y) end"):match("%b xn"), ("''quoted''"):match("%b''"), ("[[a]]"):gsub("%b[]", "*"),
  ("aXbXc"):match("%bab"))
for _, s in ipairs { "THE (quick) fox", "foo", "", "a", "1a2b", "a_b" } do
  local r = {}
  for p, w in s:gmatch("%f[%w]()(%w+)") do r[#r + 1] = p .. w end
  print(s, table.concat(r, ","), s:find("%f[%W]"), s:find("%f[%z]"), (s:gsub("%f[%w]", "|")))
end
print(("a,b"):find("%f[,]"), ("x"):find("%f[x]x%f[^x]"), pcall(string.find, "a", "%f"),
  pcall(string.find, "a", "%fa"), pcall(string.find, "a", "%b"), pcall(string.find, "a", "%bx"))
