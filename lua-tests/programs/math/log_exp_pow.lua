-- log with bases, exp, sqrt and ^, at their edges.
local function show(...) local t = table.pack(...); for i = 1, t.n do t[i] = ("%.14g"):format(t[i]):gsub("%-nan", "nan") end print(table.concat(t, " ")) end
show(math.log(1), math.log(0), math.log(-1), math.log(10), math.log(math.huge), math.log(8, 2),
  math.log(1024, 2), math.log(100, 10), math.log(1000, 10), math.log(27, 3), math.log(2, 4), math.log(10, 1),
  math.log(1, 1), math.log(5, 0), math.log(0, 2), math.log(-1, 10), math.log(2, math.huge),
  math.log("8", "2"))
show(math.exp(0), math.exp(1), math.exp(-1), math.exp(710), math.exp(-1000), math.exp(math.huge),
  math.exp(-math.huge), math.sqrt(2), math.sqrt(0), math.sqrt(-0.0), math.sqrt(-1), math.sqrt(1e300),
  math.sqrt("16"))
show(2 ^ 0, 2 ^ 10, 2 ^ -1, 2 ^ 0.5, (-2) ^ 2, (-2) ^ 3, (-2) ^ 0.5, 0 ^ 0, 0 ^ -1, (-0.0) ^ -1,
  1 ^ math.huge, (-1) ^ math.huge, math.huge ^ 0, math.huge ^ -1, (0 / 0) ^ 0, 1 ^ (0 / 0), 2 ^ 1024,
  2 ^ -1075, 10 ^ 2, 10 ^ 15, 10 ^ 22, 10 ^ 308, 2 ^ 63, 3 ^ 40, 1.5 ^ 2.5)
print(math.type(2 ^ 2), 2 ^ 2, 10 ^ 2, 2 ^ 53, 8 ^ (1 / 3), math.type(math.sqrt(4)), math.type(math.exp(0)),
  math.type(math.log(1)))
print(pcall(math.log)) print(pcall(math.log, "x")) print(pcall(math.log, 1, "x"))
print(pcall(math.log, 1, {})) print(math.log(10, nil)) print(pcall(math.exp)) print(pcall(math.sqrt, {}))
print(pcall(function() return {} ^ 2 end)) print(pcall(function() return "x" ^ 2 end))
