-- A binary heap as priority queue: shortest paths over a grid, and a schedule of events.
local Queue = {}
Queue.__index = Queue
function Queue.new() return setmetatable({ size = 0 }, Queue) end
function Queue:push(priority, item)
  local i = self.size + 1
  self.size = i
  local entry = { priority, item }
  while i > 1 do
    local parent = (i - i % 2) / 2
    if self[parent][1] <= priority then break end
    self[i] = self[parent]
    i = parent
  end
  self[i] = entry
end
function Queue:pop()
  local top, size = self[1], self.size
  local last = self[size]
  self[size] = nil
  size = size - 1
  self.size = size
  local i = 1
  while 2 * i <= size do
    local child = 2 * i
    if child < size and self[child + 1][1] < self[child][1] then child = child + 1 end
    if last[1] <= self[child][1] then break end
    self[i] = self[child]
    i = child
  end
  if size > 0 then self[i] = last end
  return top[1], top[2]
end

local width, seed = 150, 5
local costs = {}
for i = 1, width * width do
  seed = seed * 16807 % 2147483647
  costs[i] = seed % 9 + 1
end
local function shortest()
  local distance, queue = { [1] = 0 }, Queue.new()
  queue:push(0, 1)
  while queue.size > 0 do
    local known, cell = queue:pop()
    if known == distance[cell] then
      local column = (cell - 1) % width
      local function visit(neighbour)
        local reached = known + costs[neighbour]
        if reached < (distance[neighbour] or math.huge) then
          distance[neighbour] = reached
          queue:push(reached, neighbour)
        end
      end
      if column > 0 then visit(cell - 1) end
      if column < width - 1 then visit(cell + 1) end
      if cell > width then visit(cell - width) end
      if cell <= width * (width - 1) then visit(cell + width) end
    end
  end
  return distance[width * width]
end
local result
for _ = 1, 10 do result = shortest() end

local queue, sum = Queue.new(), 0
for i = 1, 500 do queue:push(i * 37 % 101, i) end
local previous = 0
for _ = 1, 300000 do
  local time, event = queue:pop()
  assert(time >= previous)
  previous = time
  sum = (sum + time * event) % 1000003
  queue:push(time + event % 13 + 1, event)
end
print(result, sum)
