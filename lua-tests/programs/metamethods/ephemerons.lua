-- A value of a weak-keyed table that refers to its own key does not keep it; chains of them are kept while one end is.
local function count(t) local n = 0; for _ in pairs(t) do n = n + 1 end; return n end
local e = setmetatable({}, { __mode = "k" })
for i = 1, 5 do local k = {}; e[k] = function() return k end end
collectgarbage()
print("self references", count(e))
local first = {}
do
  local k = first
  for i = 1, 20 do local n = {}; e[k] = n; k = n end
end
collectgarbage()
print("chain with a root", count(e))
local length, k = 0, first
while e[k] do k = e[k]; length = length + 1 end
print("length", length)
first, k = nil, nil
collectgarbage()
print("chain without", count(e))
local e2 = setmetatable({}, { __mode = "k" })
local a = {}
e[a], e2[a] = { b = 1 }, e
do local b = {}; e[b] = a; e2[e[a]] = b end
collectgarbage()
print("two tables", count(e), count(e2))
local order = setmetatable({}, { __mode = "k" })
do
  local o = setmetatable({}, { __gc = function(self) print("in finalizer", order[self]) end })
  order[o] = "still there"
end
collectgarbage()
collectgarbage()
print(count(order))
local wv = setmetatable({}, { __mode = "v" })
do wv[1] = setmetatable({}, { __gc = function(self) print("value in finalizer", wv[1]) end }) end
collectgarbage()
