-- Coroutines: many resumes of a few, generators through coroutine.wrap, many short-lived ones.
local function generator(n)
  return coroutine.wrap(function()
    for i = 1, n do coroutine.yield(i) end
  end)
end
local sum = 0
for value in generator(2500000) do sum = sum + value % 10 end
local ring = {}
for i = 1, 10 do
  ring[i] = coroutine.create(function(x)
    while true do x = coroutine.yield(x + i) end
  end)
end
local token = 0
for _ = 1, 150000 do
  for i = 1, #ring do
    local _, value = coroutine.resume(ring[i], token)
    token = value % 997
  end
end
for i = 1, 300000 do
  local co = coroutine.create(function(a) return coroutine.yield(a) + 1 end)
  coroutine.resume(co, i)
  local _, value = coroutine.resume(co, i)
  sum = sum + value
end
print(sum, token)
assert(sum == 45011700000)
