-- ^ and $: only at the ends, with init, in gmatch and gsub.
print(("hello"):find("^h"), ("hello"):find("^e"), ("hello"):find("^e", 2), ("hello"):find("o$"),
  ("hello"):find("l$"), ("hello"):find("^hello$"), ("hello"):find("^hell$"))
print(("a^b$c"):find("^b", 1, true), ("a^b"):find("%^b"), ("a^b"):find("a^b"), ("a$b"):find("a$b"),
  ("a$"):find("a%$"), ("$"):find("^$"), (""):find("^$"), ("x"):find("$"), ("x"):find("^"))
print(("aaa"):gsub("^a", "x"), ("aaa"):gsub("a$", "x"), ("aaa"):gsub("^a$", "x"), ("a\na"):gsub("^a", "x"),
  ("abc"):gsub("^", ">"), ("abc"):gsub("$", "<"))
local n = 0 for _ in ("aaa"):gmatch("^a") do n = n + 1 end print(n)
n = 0 for _ in ("^a^a"):gmatch("^a") do n = n + 1 end print(n)
print(("abc"):match("^(.-)$"), ("abc"):match("^(.-)c$"), ("abc"):match("^b", 2), ("abc"):match("^a", -3),
  ("abc"):match("[$]"), ("a$c"):match("[$]"), ("a^c"):match("[%^]"))
