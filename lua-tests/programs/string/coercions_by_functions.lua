-- Numbers where strings are expected, strings where numbers are.
print(string.len(12), string.len(1.5), string.upper(1e100), string.rep(1, 3), string.rep(1.5, 2, 0),
  string.reverse(123), string.sub(12345, 2, 3), string.byte(1), string.find(12345, 34),
  string.match(12.5, "%d+"))
print(string.gsub(121, 1, 9), string.format("%s %d %5.1f", 1, "2", "3"), string.char("65", 66.0),
  ("x"):rep("3"), ("abc"):sub("2"), ("abc"):byte("2"), ("a,b"):find(",", "1"))
print(table.concat({ 1, 2.5, "x" }, 0), table.concat({ 1, 2 }, ", ", "1", "2"), math.floor("3.7"),
  pcall(math.max, "10", 9), #tostring(1e15))
print("10" + 1, "3" * "4", "2" ^ 2, 10 .. 20, -"2", "0x10" + 0, "1e2" + 0, " 5 " + 0, "5" // 2, "5" % 3,
  pcall(function() return "a" + 1 end))
print(select("2", "a", "b"), tonumber(10), tonumber("10", "16") == nil, utf8.char("72", "105"),
  utf8.codepoint(123, 1, -1), os.date("!%Y", "0"), pcall(string.rep, "x", "y"), pcall(string.rep, {}, 1))
