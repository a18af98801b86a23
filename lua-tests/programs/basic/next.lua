-- next: order of the array part, end, unknown keys, keys as floats, clearing while traversing.
local function try(...) print(pcall(...)) end
print(next {}) print(next { 10 }) print(next({ 10, 20 }, 1)) print(next({ 10, 20 }, 2))
print(pcall(next, { 10, 20 }, 1.0))
print(next { [5] = "x" }) print(next({ [5] = "x" }, 5)) print(pcall(next, { [5] = "x" }, 5.0))
try(next) try(next, nil) try(next, 1) try(next, "x") try(next, {}, 1) try(next, {}, "k")
try(next, { 1, 2 }, 3) try(next, { 1, 2 }, 1.5) try(next, { a = 1 }, "b") try(next, {}, 0 / 0)
try(next, { 1 }, -1) try(next, { 1 }, 0) try(next, {}, {})
local t = {}
for i = 1, 20 do t[i] = i; t["k" .. i] = i; t[i + 0.5] = i end
local n, sum = 0, 0
for k, v in next, t do n = n + 1; sum = sum + v; t[k] = nil end
print(n, sum, next(t))
for i = 1, 100 do t["x" .. i] = i end
local seen = 0
for k, v in pairs(t) do seen = seen + 1; t[k] = v * 2 end
print(seen, t.x1, t.x100)
for k in pairs(t) do if #k > 2 then t[k] = nil end end
local rest = {}
for k in pairs(t) do rest[#rest + 1] = k end
table.sort(rest)
print(table.concat(rest, " "))
local k = next(t)
t[k] = nil
print(pcall(next, t, k) == true)
print(type(next), next({}, nil), rawequal(next, pairs {}))
local holes = { 1, nil, 3, nil, 5 }
for i, v in next, holes do io.write(i, "=", v, " ") end print()
