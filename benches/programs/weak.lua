-- Weak tables and finalizers: a cache with weak values, annotations with weak keys, ephemerons, __gc.
local finalized, created = 0, 0
local resource = { __gc = function(self) finalized = finalized + self.weight end }
local function open(weight)
  created = created + weight
  return setmetatable({ weight = weight }, resource)
end
local cache = setmetatable({}, { __mode = "v" })
local notes = setmetatable({}, { __mode = "k" })
local links = setmetatable({}, { __mode = "k" })
local kept, misses = {}, 0
for i = 1, 400000 do
  local name = "entry" .. i % 1000
  local entry = cache[name]
  if not entry then
    entry = { name = name }
    cache[name] = entry
  end
  if i % 50 == 0 then kept[i / 50 % 500 + 1] = entry end
  local key = { i }
  notes[key] = i % 10
  links[key] = { key }
  if i % 8 == 0 then open(i % 3) end
  misses = misses + (notes[key] == i % 10 and 0 or 1)
end
collectgarbage()
collectgarbage()
local remaining = 0
for _ in pairs(notes) do remaining = remaining + 1 end
for _ in pairs(links) do remaining = remaining + 1 end
local cached = 0
for _ in pairs(cache) do cached = cached + 1 end
local distinct, different = {}, 0
for _, entry in pairs(kept) do
  if not distinct[entry] then
    distinct[entry] = true
    different = different + 1
  end
end
assert(remaining == 0 and misses == 0 and finalized == created and cached == different)
print(created, finalized, remaining)
