-- __mode: weak keys, weak values, both; strings and numbers stay.
local function count(t) local n = 0; for _ in pairs(t) do n = n + 1 end; return n end
local keys = setmetatable({}, { __mode = "k" })
local values = setmetatable({}, { __mode = "v" })
local both = setmetatable({}, { __mode = "kv" })
local strong = {}
for i = 1, 10 do
  keys[{}] = i
  values[i] = {}
  both[{}] = {}
end
keys[strong], values.strong, both[strong] = "kept", strong, "string value"
keys.string, keys[1], keys[true] = {}, {}, {}
values.s, values.n, values.f = "str", 1, print
both.x = {}
collectgarbage()
print(count(keys), count(values), count(both))
print(keys[strong], values.strong == strong, both[strong], values.s, values.n, values.f == print, #values)
local removed = setmetatable({ {}, {}, {} }, { __mode = "v" })
collectgarbage()
print(#removed, next(removed))
local odd = setmetatable({ {}, k = {} }, { __mode = 5 })
collectgarbage()
print(count(odd))
local closures = setmetatable({}, { __mode = "k" })
closures[function() return strong end] = 1
closures[coroutine.create(print)] = 2
collectgarbage()
print(count(closures))
