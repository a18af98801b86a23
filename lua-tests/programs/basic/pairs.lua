-- pairs over arrays with holes, mixed keys, modifications; the order of the array part.
local t = { 10, 20, 30, x = 1, [1.5] = 2, [true] = 3, [-1] = 4, [0] = 5 }
local n, keys = 0, {}
for k, v in pairs(t) do n = n + 1; keys[#keys + 1] = tostring(k) .. "=" .. v end
table.sort(keys)
print(n, table.concat(keys, " "))
for k, v in pairs { "a", "b", "c" } do io.write(k, v, " ") end print()
for k, v in pairs { "a", nil, "c" } do io.write(k, v, " ") end print()
local copy = {}
for k, v in pairs(t) do copy[k] = v end
for k, v in pairs(copy) do assert(t[k] == v) end
print(select("#", pairs(t)), (pairs(t)) == next, select(2, pairs(t)) == t, select(3, pairs(t)))
print(pcall(pairs)) print(pcall(pairs, nil)) print(pcall(pairs, 1)) print(pcall(pairs, "x"))
print(pcall(function() for k in pairs(1) do end end)) print(pcall(function() for k in pairs("abc") do end end))
for k in pairs(setmetatable({ 1, 2 }, { __index = error, __len = error })) do io.write(k, " ") end print()
local count = 0
for k in pairs(_G) do if type(k) == "string" then count = count + 1 end end
print(count > 20)
local e = {}
for i = 1, 10 do e[i] = i end
for i = 1, 10 do e[i] = nil end
print(next(e), #e)
for k in pairs(e) do print("never", k) end
