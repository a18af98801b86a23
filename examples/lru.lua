-- A cache that forgets what was used least recently: a hash for finding, a doubly linked list for the order.

local Cache = {}
Cache.__index = Cache

function Cache.new(capacity)
  local head, tail = {}, {}
  head.next, tail.previous = tail, head
  return setmetatable({ capacity = capacity, size = 0, entries = {}, head = head, tail = tail,
    hits = 0, misses = 0, evicted = 0 }, Cache)
end

local function unlink(entry)
  entry.previous.next, entry.next.previous = entry.next, entry.previous
end

function Cache:front(entry)
  local first = self.head.next
  entry.previous, entry.next = self.head, first
  self.head.next, first.previous = entry, entry
end

function Cache:get(key)
  local entry = self.entries[key]
  if not entry then
    self.misses = self.misses + 1
    return nil
  end
  self.hits = self.hits + 1
  unlink(entry)
  self:front(entry)
  return entry.value
end

function Cache:put(key, value)
  local entry = self.entries[key]
  if entry then
    unlink(entry)
  elseif self.size == self.capacity then
    local oldest = self.tail.previous
    unlink(oldest)
    self.entries[oldest.key] = nil
    self.evicted = self.evicted + 1
    entry = oldest
  else
    self.size = self.size + 1
    entry = {}
  end
  entry.key, entry.value = key, value
  self.entries[key] = entry
  self:front(entry)
end

function Cache:__len() return self.size end

-- From the most recent to the oldest.
function Cache:__pairs()
  return function(state)
    state.entry = state.entry.next
    if state.entry ~= self.tail then return state.entry.key, state.entry.value end
  end, { entry = self.head }
end

local function show(cache)
  local parts = {}
  for key, value in pairs(cache) do parts[#parts + 1] = key .. "=" .. tostring(value) end
  print(#cache .. " of " .. cache.capacity .. ": " .. table.concat(parts, " "))
end

local cache = Cache.new(3)
for i, word in ipairs { "one", "two", "three" } do cache:put(word, i) end
show(cache)
print(cache:get("one"), cache:get("four"))
cache:put("four", 4)
show(cache)
cache:put("three", "drei")
show(cache)

-- Memoising an expensive function, with requests that come in clusters.
local calls = 0
local function collatz(n)
  calls = calls + 1
  local steps = 0
  while n ~= 1 do
    n = n % 2 == 0 and n // 2 or 3 * n + 1
    steps = steps + 1
  end
  return steps
end

local function memoise(f, capacity)
  local memory = Cache.new(capacity)
  return function(n)
    local result = memory:get(n)
    if result == nil then
      result = f(n)
      memory:put(n, result)
    end
    return result
  end, memory
end

-- A linear congruential generator, so that every run asks for the same.
local seed = 42
local function random(limit)
  seed = (seed * 1103515245 + 12345) & 0x7fffffff
  return (seed >> 8) % limit + 1
end

for _, capacity in ipairs { 8, 64, 512 } do
  seed, calls = 42, 0
  local fast, memory = memoise(collatz, capacity)
  local sum, centre = 0, 500
  for i = 1, 20000 do
    if i % 100 == 0 then centre = random(1000) + 50 end
    sum = sum + fast(centre + random(40) - 20)
  end
  print(string.format("capacity %4d: sum %d, %d hits, %d misses, %d evicted, %d calls, %.1f%% saved",
    capacity, sum, memory.hits, memory.misses, memory.evicted, calls, 100 * memory.hits / 20000))
end
