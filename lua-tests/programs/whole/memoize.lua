-- Memoized functions, weak caches, fixed points.
local function memoize(f) local cache = {} return function(n) local v = cache[n] if v == nil then v = f(n) cache[n] = v end return v end end
local calls = 0
local fib
fib = memoize(function(n) calls = calls + 1 return n < 2 and n or fib(n - 1) + fib(n - 2) end)
print(fib(80), calls, fib(80), calls)
local function memoize_all(f)
  local root = {}
  return function(...)
    local node = root
    for i = 1,
      select("#",
      ...) do local k = select(i, ...) if k == nil then k = root end node[k] = node[k] or {} node = node[k] end
    if not node.results then node.results = table.pack(f(...)) end
    return table.unpack(node.results, 1, node.results.n)
  end
end
local evaluated = 0
local g = memoize_all(function(a, b, c) evaluated = evaluated + 1 return a, b, c end)
print(g(1, nil, 3)) print(g(1, nil, 3)) print(g(1)) print(evaluated)
local Y = function(f) return (function(x) return x(x) end)(function(x) return f(function(...) return x(x)(...) end) end) end
print(Y(function(self) return function(n) return n == 0 and 1 or n * self(n - 1) end end)(10))
