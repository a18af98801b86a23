-- Closures: made, called, sharing and updating upvalues.
local function counter(step)
  local count = 0
  return function() count = count + step return count end, function() return count end
end
local function compose(f, g) return function(x) return f(g(x)) end end
local total = 0
for i = 1, 2500000 do
  local up, get = counter(i % 7)
  up() up() up()
  total = total + get()
end
local chain = function(x) return x end
for i = 1, 50 do
  chain = compose(chain, function(x) return x + i end)
end
for i = 1, 80000 do total = total + chain(i) % 10 end
print(total)
assert(total == 22860009)
