-- Functions over varargs with select and pack: nils are kept.
local function map(f, ...) local r = table.pack(...) for i = 1, r.n do r[i] = f(r[i]) end return table.unpack(r, 1, r.n) end
print(map(tostring, 1, nil, true))
local function filter(p, ...) local r, n = {}, 0 for i = 1, select("#", ...) do local v = select(i, ...) if p(v) then n = n + 1 r[n] = v end end return table.unpack(r, 1, n) end
print(filter(function(v) return v end, nil, 1, false, 2, nil))
local function last(...) return (select(select("#", ...), ...)) end print(last(1, 2, 3), last(1, nil), pcall(last))
local function reverse(...) local r = table.pack(...) for i = 1, r.n // 2 do r[i], r[r.n - i + 1] = r[r.n - i + 1], r[i] end return table.unpack(r, 1, r.n) end
print(reverse(1, 2, nil, 4)) print(reverse())
local function append(x, ...) local r = table.pack(...) r[r.n + 1] = x return table.unpack(r, 1, r.n + 1) end
print(append("end", 1, nil)) print(append("only"))
local function bind(f, ...) local b = table.pack(...) return function(...) local a = table.pack(...) local r = table.move(a, 1, a.n, b.n + 1, table.move(b, 1, b.n, 1, {})) return f(table.unpack(r, 1, b.n + a.n)) end end
print(bind(math.max, 5, 9)(1, 12), bind(string.format, "%s-%s", nil)("x"),
  select("#", bind(function(...) return ... end, nil)(nil)))
local function count_nils(...) local n = 0 for i = 1, select("#", ...) do if select(i, ...) == nil then n = n + 1 end end return n end
print(count_nils(nil, 1, nil), count_nils(), count_nils(nil))
print(select(-1, "a", "b"), select(-2, "a", "b"), select(2, "a"), (select("#")), select("#", select(2, "a")))
print((function(...) local a, b, c = ... return c, b, a end)(1, 2))
print((function(...) return select("#", ...), #{ ... } end)(nil, nil)) print(pcall(select, 0))
print(pcall(select, -1)) print(pcall(select, "x"))
