-- Tables that grow and shrink over and over keep exactly what they hold.
local t, live = {}, 0
local state = 99
local function random(n) state = (state * 16807) % 2147483647 return state % n + 1 end
for round = 1, 6 do
  for i = 1, 500 do local k = random(700) if t[k] == nil then live = live + 1 end t[k] = i end
  for i = 1, 400 do local k = random(700) if t[k] ~= nil then live = live - 1 end t[k] = nil end
  for i = 1, 50 do local k = "s" .. random(60) if t[k] == nil then live = live + 1 end t[k] = i end
  local n = 0 for _ in pairs(t) do n = n + 1 end
  print(round, n == live, live)
end
for k in pairs(t) do t[k] = nil end print(next(t), #t)
for i = 1, 1000 do t[i] = i end print(#t) for i = 1000, 11, -1 do t[i] = nil end print(#t) t.x = 1 t.y = 2
print(#t) for i = 1, 10 do t[i] = nil end print(#t, t.x, t.y)
local q = {} local head, tail = 1, 0
for i = 1, 2000 do tail = tail + 1 q[tail] = i if i % 3 ~= 0 then q[head] = nil head = head + 1 end end
print(tail - head + 1, q[head], q[tail], q[head - 1])
local neg = {} for i = -100, 100 do neg[i] = i end for i = -100, 100, 2 do neg[i] = nil end local s = 0
for k, v in pairs(neg) do assert(k == v) s = s + 1 end print(s, #neg)
