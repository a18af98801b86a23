-- Clearing and changing fields during traversal; adding is not allowed, these are.
local function fill(n) local t = {}; for i = 1, n do t[i] = i; t["k" .. i] = i; t[-i] = i; t[i + 0.25] = i end return t end
for _, n in ipairs { 0, 1, 3, 10, 100 } do
  local t, seen = fill(n), 0
  for k in pairs(t) do seen = seen + 1; t[k] = nil end
  print(n, seen, next(t))
  t = fill(n) seen = 0
  for k, v in pairs(t) do seen = seen + 1; t[k] = v + 1 end
  local sum = 0 for _, v in pairs(t) do sum = sum + v end
  print(seen, sum)
  t = fill(n) seen = 0
  local k = next(t) while k do seen = seen + 1; local following = next(t, k); t[k] = nil; k = following end
  print(seen, next(t))
  t = fill(n)
  for k, v in pairs(t) do if v % 2 == 0 then t[k] = nil end end
  local left = 0 for _ in pairs(t) do left = left + 1 end
  print(left)
  for k in pairs(t) do t[k] = nil; collectgarbage("step") end
  print(next(t))
end
local t = fill(20) for k in pairs(t) do for other in pairs(t) do t[other] = nil end break end print(next(t))
