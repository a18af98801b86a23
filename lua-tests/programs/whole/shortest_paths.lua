-- Dijkstra with a binary heap; breadth-first search; topological order.
local function push(h, item)
  h[#h + 1] = item
  local i = #h
  while i > 1 and h[i // 2][1] > h[i][1] do h[i], h[i // 2] = h[i // 2], h[i] i = i // 2 end
end
local function pop(h)
  local top = h[1]
  h[1] = h[#h] h[#h] = nil
  local i = 1
  while true do
    local c = 2 * i
    if c > #h then break end
    if c < #h and h[c + 1][1] < h[c][1] then c = c + 1 end
    if h[i][1] <= h[c][1] then break end
    h[i], h[c] = h[c], h[i] i = c
  end
  return top
end
local graph = { a = { b = 7, c = 9, f = 14 }, b = { c = 10, d = 15 }, c = { d = 11, f = 2 }, d = { e = 6 },
  f = { e = 9 }, e = {} }
local dist, heap = { a = 0 }, {}
push(heap, { 0, "a" })
while #heap > 0 do
  local d, node = table.unpack(pop(heap))
  if d == dist[node] then
    for next_node, w in pairs(graph[node]) do
      if d + w < (dist[next_node] or math.huge) then dist[next_node] = d + w push(heap, { d + w, next_node }) end
    end
  end
end
for _, n in ipairs { "a", "b", "c", "d", "e", "f" } do io.write(n, "=", dist[n], " ") end print()
local seen, order = {}, {}
local function visit(n)
  if seen[n] then return end
  seen[n] = true
  local targets = {}
  for t in pairs(graph[n]) do targets[#targets + 1] = t end
  table.sort(targets)
  for _, t in ipairs(targets) do visit(t) end
  table.insert(order, 1, n)
end
visit "a"
print(table.concat(order, " "))
