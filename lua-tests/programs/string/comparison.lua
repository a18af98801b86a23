-- Order of strings: bytes, prefixes, zeros; long and short strings are equal by content.
local words = { "", "a", "A", "b", "aa", "ab", "a\0", "a\0b", "a\0c", "\0", "\0\0", "z", "é", "10", "9",
  " ", "_", "~", "\127", "\255" }
for _, a in ipairs(words) do
  local row = {}
  for _,
    b in ipairs(words) do row[#row + 1] = a < b and "<" or a == b and "=" or ">"; assert((a <= b) == (a < b or a == b)); assert((a > b) == (b < a)) end
  print(("%q"):format(a), table.concat(row))
end
local sorted = { table.unpack(words) }
table.sort(sorted)
for i, w in ipairs(sorted) do io.write(("%q"):format(w), " ") end print()
local long1, long2 = ("x"):rep(100), ("x"):rep(50) .. ("x"):rep(50)
print(long1 == long2, rawequal(long1, long2), ({ [long1] = "found" })[long2], long1 < long2 .. "a",
  long1 .. "\0" > long1, long1 ~= long1:upper(), ("x"):rep(40) == ("x"):rep(20) .. ("x"):rep(20),
  ("x"):rep(41) == ("x"):rep(20) .. ("x"):rep(21))
print(pcall(function() return "a" < 1 end)) print(pcall(function() return "a" <= nil end))
print(pcall(function() return {} > "a" end)) print("1" == 1, "1" < "2", "a" == "a\0", "0x10" == "16")
