-- Sorting by several keys, descending, by computed keys, stable by index.
local people = { { "Ann", 30 }, { "Bob", 25 }, { "Cid", 30 }, { "Dan", 20 }, { "Eve", 25 } }
local function names() local r = {} for _, p in ipairs(people) do r[#r + 1] = p[1] end return table.concat(r, " ") end
table.sort(people, function(a, b) if a[2] ~= b[2] then return a[2] < b[2] end return a[1] < b[1] end) print(names())
table.sort(people, function(a, b) return a[1] > b[1] end) print(names())
for i, p in ipairs(people) do p.i = i end
table.sort(people, function(a, b) if a[2] ~= b[2] then return a[2] > b[2] end return a.i < b.i end)
print(names())
local words = { "banana", "Apple", "cherry", "apple", "Banana", "10", "9", "" } table.sort(words)
print(table.concat(words, " "))
table.sort(words, function(a, b) return a:lower() < b:lower() or a:lower() == b:lower() and a < b end)
print(table.concat(words, " "))
table.sort(words, function(a, b) if #a ~= #b then return #a < #b end return a < b end)
print(table.concat(words, ","))
local mixed = { 3, 1.5, 2, -1, 2.5, 0 } table.sort(mixed) print(table.concat(mixed, " "))
table.sort(mixed, function(a, b) return math.abs(a) > math.abs(b) end) print(table.concat(mixed, " "))
print(pcall(table.sort, { 1, "2", 3 }), pcall(table.sort, { {}, {} }),
  pcall(table.sort, { 1, 2, 3 }, function(a, b) return a.x < b.x end),
  pcall(table.sort, { 3, 2, 1 }, "not a function"))
local function is_sorted(t) for i = 2, #t do if t[i] < t[i - 1] then return false end end return true end
for _,
  n in ipairs { 0, 1, 2, 3, 10, 50, 99, 100, 101,
  500 } do local r = {} for i = 1, n do r[i] = (i * 7919) % 101 end table.sort(r) io.write(tostring(is_sorted(r)), " ") end
print()
