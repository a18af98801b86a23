-- Sets: ranges, classes inside, complements, brackets and dashes as members.
local function members(set)
  local r = {}
  for c = 32, 126 do if string.char(c):find("^" .. set .. "$") then r[#r + 1] = string.char(c) end end
  return table.concat(r)
end
for _, set in ipairs { "[a-e]", "[e-a]", "[ace]", "[a-cx-z]", "[%d.]", "[^%w%s]", "[%a_]", "[]a]", "[^]a]", "[a%-c]", "[-a]", "[a-]", "[a-%d]", "[%%]", "[%]%[]", "[.*+?]", "[^^]", "[a^]", "[%w-]", "[+-/]", "[!-~]" } do
  print(set, members(set))
end
print(("a]b"):find("[]]"), ("x^y"):find("[%^]"), ("key=val"):match("[^=]+"), ("1,2;3"):gsub("[,;]", " "))
print(pcall(string.find, "a", "[a"), pcall(string.find, "a", "[]"), pcall(string.find, "a", "[^]"))
