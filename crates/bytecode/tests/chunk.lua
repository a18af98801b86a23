local t = { 1, 2.5, "tab\t\"\200", n = 1e100 }
local function f(a, ...)
  for i = 10, a do t[i] = i * 2 + a end
  for k, v in pairs(t) do t.n = k .. v end
  if a > 3 and t.n then goto done end
  do local c <close> = nil end
  ::done::
  return t:m(...)
end
return f(-t[1]), #t
