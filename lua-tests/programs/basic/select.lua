-- select: positions, negative positions, "#".
local function try(...) print(pcall(...)) end
try(select, 1) try(select, 1, "a") try(select, 2, "a") try(select, 3, "a") try(select, 2, "a", "b", "c")
try(select, -1, "a", "b") try(select, -2, "a", "b") try(select, -3, "a", "b")
try(select, 0) try(select, 0, 1) try(select, -1) try(select, "#") try(select, "#", nil)
try(select, "#", 1, nil, nil) try(select, "#a") try(select, "") try(select, "x") try(select, "2", "a", "b")
try(select, "-1", "a", "b")
try(select) try(select, nil) try(select, {}) try(select, 1.5) try(select, 2.0, "a", "b") try(select, "1.5")
try(select, math.maxinteger, 1) try(select, math.mininteger, 1) try(select, 1e100) try(select, true)
print(select("#", select(2, 1, 2, 3)), (select(2, "a", "b", "c")), select(-1, 1, 2, 3) + 1)
print(select("#", table.unpack({}, 1, 200)), select(200, table.unpack({}, 1, 200)),
  select(-200, table.unpack({ "first" }, 1, 200)) == "first")
