-- Calls: a doubly recursive function.
local function fib(n)
  if n < 2 then return n end
  return fib(n - 1) + fib(n - 2)
end
local result = fib(35)
assert(result == 9227465)
print(result)
