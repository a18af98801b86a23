-- string.rep: counts, separators, sizes that are too large.
local function try(...) print(pcall(string.rep, ...)) end
print(("ab"):rep(3), ("ab"):rep(0), ("ab"):rep(-1), ("ab"):rep(1), ("ab"):rep(3, ","), ("ab"):rep(1, ","),
  ("ab"):rep(0, ","), (""):rep(5), (""):rep(3, "-"), ("x"):rep(3, ""))
print(#("x"):rep(1000), #("xy"):rep(1000, "--"), #(""):rep(1000), #(""):rep(1000000),
  (("a\0"):rep(2):byte(1, -1)), string.rep(12, 2), string.rep(1.5, 2, 0), ("x"):rep("3"), ("x"):rep(2.0),
  ("x"):rep(math.mininteger))
try("x", 1e10) try("x", math.maxinteger) try("xx", math.maxinteger) try("x", 2 ^ 31)
try("x", 1, ("y"):rep(100)) try("", 1e6) try("", 2 ^ 40, "x") try(("x"):rep(1000), 2 ^ 40)
try() try("x") try(nil, 1) try({}, 1) try("x", nil) try("x", "y") try("x", 1.5) try("x", {}) try("x", 2, {})
try("x", 2, nil) try("x", 2, 5) try("x", true) try(true, 2)
print(pcall(function() ("x"):rep() end)) print(pcall(function() ("x"):rep({}) end))
print(pcall(function() string.rep() end)) print(pcall(function() local s = "x"; s:rep("y") end))
print(pcall(function() ("x"):rep(1e10) end)) print(pcall(function() ("x"):rep(2, {}) end))
