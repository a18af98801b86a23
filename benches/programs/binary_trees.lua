-- Allocation: complete binary trees built, walked and dropped.
local function build(depth)
  if depth == 0 then return {} end
  return { build(depth - 1), build(depth - 1) }
end
local function check(tree)
  if tree[1] then return 1 + check(tree[1]) + check(tree[2]) end
  return 1
end
local deepest = 17
local long_lived = build(deepest)
for depth = 4, deepest, 4 do
  local rounds, nodes = math.floor(2 ^ (deepest - depth + 2)), 0
  for _ = 1, rounds do nodes = nodes + check(build(depth)) end
  print(rounds, depth, nodes)
  assert(nodes == rounds * (2 ^ (depth + 1) - 1))
end
print(check(long_lived))
