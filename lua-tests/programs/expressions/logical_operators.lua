-- and, or, not: values, short circuits, in conditions, with side effects and multiple results.
local log = {}
local function v(name, x) log[#log + 1] = name return x end
local function run(f) log = {} local r = table.pack(f()) for i = 1, r.n do r[i] = tostring(r[i]) end print(table.concat(r, " "), table.concat(log, "")) end
run(function() return v("a", 1) and v("b", 2) end) run(function() return v("a", nil) and v("b", 2) end)
run(function() return v("a", 1) or v("b", 2) end) run(function() return v("a", false) or v("b", 2) end)
run(function() return v("a", 1) and v("b", nil) or v("c", 3) end)
run(function() return v("a", nil) and v("b", 1) or v("c", nil) or v("d", 4) end)
run(function() return not v("a", nil), not v("b", 0), not not v("c", 1) end)
run(function() if v("a", 1) and (v("b", nil) or v("c", 3)) then return "then" end return "else" end)
run(function() if not (v("a", 1) and v("b", 1)) or v("c", nil) then return "then" end return "else" end)
run(function() local x = v("a", nil) or v("b", nil) or v("c", nil) return x end)
run(function() while v("a", 1) and not v("b", 1) do end return "done" end)
run(function() return v("a", 1) == v("b", 1) and v("c", "eq") end)
run(function() return (v("a", 1) or v("b", 2)), v("c", 3) end)
run(function() local t = { v("a", nil) or "default", v("b", 5) and "five" } return t[1], t[2] end)
run(function() return v("a", 1) < v("b", 2) and v("c", 2) < v("d", 3) or v("e", 0) end)
run(function() local function two() return 1, 2 end return two() and two() end)
run(function() return nil and v("x") or false and v("y") or v("z", "end") end)
