-- Strings to numbers in arithmetic and in for, numbers to strings in concatenation; none in comparison.
print("10" + 1, "0x10" + 1, " 10 " * "2", "1e1" - 1, "10" / 2, "7" // 2, "7" % "4", "2" ^ "3", -"2",
  -"0x10", -"1e1", -" -3 ")
print(math.type("10" + 0), math.type("10.0" + 0), math.type("1e1" + 0), math.type("0x10" + 0),
  math.type("9223372036854775808" + 0), math.type(-"9223372036854775808"))
print(10 .. "", 10.0 .. "", -0.0 .. "", 1e15 .. "", 1e16 .. "", 1e100 .. "", 2 ^ 53 .. "", 2 ^ 63 .. "",
  0.1 .. "", 1 / 3 .. "", 123456789012345678 .. "", math.huge .. "", -math.huge .. "")
print(10 == "10", 0 == "0", "1" < "2", pcall(function() return "1" < 2 end))
print(pcall(function() return "abc" + 1 end))
print(pcall(function() return 1 + "" end))
print(pcall(function() return " " * 2 end))
print(pcall(function() return "10x" - 1 end))
print(pcall(function() return {} .. "x" end))
print(pcall(function() return -"abc" end))
print(pcall(function() return "0x" + 1 end))
print(pcall(function() return "1e" + 1 end))
print(pcall(function() return "1 2" + 1 end))
print(pcall(function() return "inf" + 1 end))
print(pcall(function() return "nan" + 1 end))
print(pcall(function() for i = "1", 2 do end end))
print(pcall(function() for i = 1, "2" do end end))
print(pcall(function() for i = 1, 2, "1" do end end))
print(("5"):rep("2"), ("x"):rep("0x2"), ("x"):rep(2.0), pcall(string.rep, "x", "2.5"), pcall(string.rep, "x", 2.5))
print(("abc"):sub("2", "3"), table.concat({ 1, 2.5, "x" }, 0), #tostring(12), ("%d"):format("10"),
  pcall(string.format, "%d", "1.5"))
