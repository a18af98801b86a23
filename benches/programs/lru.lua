-- A cache that drops what was least recently used: a hash of nodes in a doubly linked list.
local Cache = {}
Cache.__index = Cache
function Cache.new(capacity)
  local head, tail = {}, {}
  head.next, tail.previous = tail, head
  return setmetatable({ capacity = capacity, count = 0, head = head, tail = tail, nodes = {} }, Cache)
end
local function unlink(node) node.previous.next, node.next.previous = node.next, node.previous end
function Cache:to_front(node)
  local head = self.head
  node.previous, node.next = head, head.next
  head.next.previous = node
  head.next = node
end
function Cache:get(key)
  local node = self.nodes[key]
  if not node then return nil end
  unlink(node)
  self:to_front(node)
  return node.value
end
function Cache:put(key, value)
  local node = self.nodes[key]
  if node then
    node.value = value
    unlink(node)
  else
    if self.count == self.capacity then
      local oldest = self.tail.previous
      unlink(oldest)
      self.nodes[oldest.key] = nil
    else
      self.count = self.count + 1
    end
    node = { key = key, value = value }
    self.nodes[key] = node
  end
  self:to_front(node)
end
local cache, hits, sum, seed = Cache.new(1000), 0, 0, 3
for i = 1, 1200000 do
  seed = seed * 16807 % 2147483647
  local key = seed % 2000
  if key % 2 == 0 then key = "k" .. key % 512 end
  local value = cache:get(key)
  if value then
    hits = hits + 1
    sum = (sum + value) % 1000003
  else
    cache:put(key, i)
  end
end
assert(cache.count == 1000)
print(hits, sum)
