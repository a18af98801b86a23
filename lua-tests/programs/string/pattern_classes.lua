-- Every class against every byte.
local classes = { "%a", "%c", "%d", "%g", "%l", "%p", "%s", "%u", "%w", "%x", "%z", ".", "[a-z]", "[^a-z]",
  "[%w_]", "[%-%]]", "[]]", "[^]]", "[a-]", "[-a]", "[%a-z]", "[a%-z]", "[\0-\31]", "[\127-\255]", "[^%s%c]",
  "[%D]", "[^%D]", "[%]]", "[x^]", "[+--]" }
for _, class in ipairs(classes) do
  local ranges, start = {}, nil
  for i = 0, 256 do
    local found = i < 256 and string.char(i):find("^" .. class) ~= nil
    if found and not start then start = i elseif not found and start then ranges[#ranges + 1] = start .. (start < i - 1 and "-" .. i - 1 or ""); start = nil end
  end
  print(class, table.concat(ranges, " "))
end
for _, class in ipairs { "A", "C", "D", "G", "L", "P", "S", "U", "W", "X", "Z" } do
  local n = 0
  for i = 0, 255 do if string.char(i):find("%" .. class) then n = n + 1 end end
  io.write("%", class, " ", n, "; ")
end
print()
print(("b"):find("[a-c-e]"), ("-"):find("[a-c-e]"), ("d"):find("[a-c-e]"), ("e"):find("[a-c-e]"),
  ("^"):find("[x^]"), ("]"):find("[]]"), ("a"):find("[^]]"), ("%"):find("[%%]"), ("i"):find("%i"),
  ("y"):find("%y"), ("."):find("%."))
