-- Weak keys: entries whose key is collected go, strings and numbers stay.
local t = setmetatable({}, { __mode = "k" }) local key = {}
t[{}] = 1 t[key] = 2 t.str = {} t[1] = {} t[2.5] = {} t[true] = {} t[function() return key end] = 3
t[print] = 4 collectgarbage()
local n = 0 for k in pairs(t) do n = n + 1 end print(n, t[key], type(t.str), type(t[1]), t[print])
for i = 1, 50 do t[{ i }] = i end collectgarbage() n = 0 for k in pairs(t) do n = n + 1 end print(n)
local a = setmetatable({}, { __mode = "k" }) do local k1, k2 = {}, {} a[k1] = k2 a[k2] = k1 end
collectgarbage() print(next(a)) local b = setmetatable({}, { __mode = "k" }) local root = {}
b[root] = { root } collectgarbage() print(b[root][1] == root) root = nil collectgarbage() print(next(b))
local both = setmetatable({}, { __mode = "kv" }) both[{}] = key both[key] = {} both[1] = key both[key] = key
collectgarbage() print(both[key] == key, both[1] == key) n = 0 for _ in pairs(both) do n = n + 1 end print(n)
local in_traversal = setmetatable({}, { __mode = "k" }) for i = 1, 20 do in_traversal[{ i }] = i end
local c = 0 for k, v in pairs(in_traversal) do c = c + 1 k = nil collectgarbage() end print(c >= 1)
local obj = setmetatable({}, { __mode = "k" }) obj[obj] = obj collectgarbage() print(obj[obj] == obj)
