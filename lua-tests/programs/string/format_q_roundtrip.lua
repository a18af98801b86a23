-- %q gives literals that read back as the same value.
local values = { "", "plain", "quote\" and 'single'", "back\\slash", "new\nline", "cr\rlf", "tab\t",
  "zero\0", "zero\0001", "\1\2\3", "\127\128\255", "é€", 0, 1, -1, math.maxinteger, math.mininteger, 0.1,
  -0.0, 1e15, 1e100, 2 ^ 53, 1 / 3, math.huge, -math.huge, true, false, nil, 123456.789, 5e-324 }
for i = 1, 30 do
  local v = values[i]
  local q = ("%q"):format(v)
  local back = load("return " .. q)()
  print((q:gsub("\n", "\\n")), back == v, math.type(back) == math.type(v))
end
print(("%q"):format(0 / 0))
print(pcall(string.format, "%q", {}), pcall(string.format, "%q", print), pcall(string.format, "%10q", "x"))
