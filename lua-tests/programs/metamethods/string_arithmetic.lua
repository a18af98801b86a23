-- Integer division and modulo are not affected by metatables of numbers' strings; string arithmetic goes through the string metatable.
print("10" // "3", "10" % "3", "-7" // 2, -"3", - "0x10", "2" ^ "3", "7" / "2")
print(math.type("10" + 1), math.type("10." + 1), math.type("1e1" * 1))
print(pcall(function() return "1" // 0 end))
print(pcall(function() return "1" % "0" end))
print("1" // "0.0", pcall(function() return "1" % "inf" end))
