-- Churn of small objects: linked lists built, reversed and dropped; a queue that things pass through; a deque.
local function build(n)
  local head
  for i = n, 1, -1 do head = { value = i, next = head } end
  return head
end
local function reverse(list)
  local reversed
  while list do list, list.next, reversed = list.next, reversed, list end
  return reversed
end
local sum = 0
for round = 1, 300 do
  local list = reverse(build(2000))
  sum = (sum + list.value * round) % 1000003
  local count = 0
  while list do
    count = count + 1
    list = list.next
  end
  assert(count == 2000)
end
local queue = { first = 1, last = 0 }
local function push(item)
  queue.last = queue.last + 1
  queue[queue.last] = item
end
local function pop()
  local first = queue.first
  local item = queue[first]
  queue[first] = nil
  queue.first = first + 1
  return item
end
for i = 1, 800000 do
  push({ i, i % 7 })
  if i > 500 then
    local item = pop()
    sum = (sum + item[1] * item[2]) % 1000003
  end
end
print(sum, queue.last - queue.first + 1)
