-- Tables: borders, next while removing, integer and float keys, the library.
local t = { 1, 2, nil, 4, x = 1, [10] = 10, [2.0] = "two", [2 ^ 53] = "big" }
print(t[1], t[2], t[3], t[4], t.x, t[10.0], t[2 ^ 53 | 0], rawlen { 1, 2, 3 })
local count = 0
local large = {}
for i = 1, 1000 do large[i] = i large["k" .. i] = i large[i + 0.5] = i end
for k, v in pairs(large) do count = count + v large[k] = nil end
print(count, next(large), #large)
local keys = {}
for i = 1, 100 do keys[i] = i * 3 % 101 end
for _, k in ipairs(keys) do large[k] = true end
local in_order = 0
for i = 1, 100 do if large[i] then in_order = in_order + 1 end end
print(in_order, #large)
for i = 100, 51, -1 do large[i] = nil end
print(#large)
local list = {}
for i = 1, 10 do table.insert(list, 1, i) end
table.insert(list, 5, "five")
print(table.concat(list, " "), table.remove(list), table.remove(list, 1), table.remove(list, 4), #list)
print(table.remove({}), table.remove({}, 0), #table.move({ 1, 2, 3 }, 1, 3, 2), table.concat(table.move({ 1, 2, 3, 4 }, 2, 4, 1), ","))
print(table.concat({}, "x"), table.concat({ 1, 2.5, "c" }, "-", 2), table.concat({ 1, 2, 3 }, ",", 3, 2))
print(table.unpack({ 1, 2, 3 }, 2), table.unpack({ 1, 2, 3 }, 2, 5), (table.unpack { 7, 8 }))
local packed = table.pack(nil, 2, nil)
print(packed.n, #packed >= 0, packed[2])
local words = { "pear", "Apple", "fig", "apple", "banana", "", "apple pie" }
table.sort(words) print(table.concat(words, ","))
table.sort(words, function(a, b) return #a > #b or #a == #b and a < b end) print(table.concat(words, ","))
print(pcall(table.sort, { 3, "x", 1 }))
print(pcall(table.sort, { 1, 2, 3, 4, 5 }, function() return true end))
local many = {}
for i = 1, 500 do many[i] = (i * 7919) % 503 end
table.sort(many)
for i = 2, #many do assert(many[i - 1] <= many[i]) end
print(select(-1, 1, 2, 3), select(-3, 1, 2, 3), select(2, "a", "b", "c"))
print(next({}), next({ 5 }), rawequal(t, t), rawget(setmetatable({}, { __index = { a = 1 } }), "a"))
local weird = { [1] = "i", [-1] = "n", [0] = "z", [1.5] = "f", [true] = "b", [print] = "p", [""] = "e", ["1"] = "s" }
print(weird[1], weird[-1], weird[0], weird[1.5], weird[true], weird[print], weird[""], weird["1"], weird[-0.0])
local nested = { { { {} } } }
nested[1][1][1].x = nested
print(nested[1][1][1].x == nested)
local trailing = { (function() return 1, 2, 3 end)(), (function() return 1, 2, 3 end)() }
print(#trailing, #{ (function() end)() }, #{ n = 1, 2, 3 }, #{ nil }, #{ nil, 2 } >= 0)
local constructor = {}
for i = 1, 200 do constructor[i] = tostring(i) end
local big = load("return {" .. table.concat(constructor, ",") .. "}")()
print(#big, big[51], big[200])
for i, v in ipairs { 1, 2, nil, 4 } do io.write(i, ":", v, " ") end
for i, v in ipairs(setmetatable({}, { __index = function(_, i) if i < 4 then return i end end })) do io.write(i, v, " ") end
print()
print(pcall(next, {}, 1), pcall(rawset, {}, nil, 1))
local deleted = {}
for i = 1, 20 do deleted[i] = i end
for k in pairs(deleted) do if k % 2 == 0 then deleted[k] = nil end end
local left = {}
for k in pairs(deleted) do left[#left + 1] = k end
table.sort(left)
print(table.concat(left, " "))
