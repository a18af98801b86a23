-- Strings longer than what is interned: equality, keys, concatenation, patterns.
local a, b = ("x"):rep(41), ("x"):rep(20) .. ("x"):rep(21)
print(a == b, rawequal(a, b), #a, a < b .. "y", ({ [a] = 1 })[b], a:find("xxx", 40, true), a .. "" == b)
local t = {}
for n = 38, 44 do t[("k"):rep(n)] = n end
for n = 38, 44 do io.write(t["k" .. ("k"):rep(n - 1)], " ") end print(next({ [("z"):rep(100)] = 5 }) == ("z"):rep(100))
local big = ("0123456789"):rep(1000)
print(#big, big:sub(5000, 5010), big:find("90123", 9000, true), big:byte(-1), #big:upper(),
  #big:gsub("5", ""), select(2, big:gsub("%d", "%0")), big:match("^(%d+)$") == big)
local parts = {} for i = 1, 2000 do parts[i] = i end local s = table.concat(parts, ",")
print(#s, s:sub(-9), select(2, s:gsub(",", ",")), #s:rep(10, "|"))
local acc = "" for i = 1, 500 do acc = acc .. string.char(97 + i % 26) end
print(#acc, acc:sub(-5), acc == acc:reverse():reverse())
print(#string.rep("ab", 100000, "c"), #("%s%s"):format(big, big), load("return '" .. big .. "'")() == big,
  (tostring(big)) == big)
