-- Tables with scattered integer keys that grow and shrink; # is a border of what is there.
local function check(t, reference, keys)
  for k in pairs(keys) do assert(t[k] == reference[k], k) end
  local n = 0 for k, v in pairs(t) do n = n + 1; assert(reference[k] == v) end
  local m = 0 for _ in pairs(reference) do m = m + 1 end
  assert(n == m)
  local b = #t
  assert((b == 0 or t[b] ~= nil) and t[b + 1] == nil)
  return n
end
local state = 12345
local function random(n) state = (state * 1103515245 + 12345) % 2147483648; return state // 65536 % n + 1 end
local counts = {}
for _, range in ipairs { 4, 10, 33, 100, 1000, 100000 } do
  local t, r, keys = {}, setmetatable({}, nil), {}
  for step = 1, 2000 do
    local k = random(range)
    if step % 500 > 250 then k = k * 2 end
    keys[k] = true
    if random(3) == 1 then t[k] = nil; r[k] = nil else t[k] = step; r[k] = step end
    if step % 400 == 0 then counts[#counts + 1] = check(t, r, keys) end
  end
  for k in pairs(keys) do t[k] = nil end
  assert(next(t) == nil and #t == 0)
end
print(table.concat(counts, " "))
local t = {} for i = 1, 16 do t[i] = i end for i = 1, 15 do t[i] = nil end print(t[16], next(t)) t[17] = 17
t[16] = nil print(next(t)) t[17] = nil print(next(t), #t)
local neg = {} for i = -50, 50 do neg[i] = i end print(#neg, neg[-50], neg[0])
for i = 50, -50, -1 do neg[i] = nil end print(next(neg))
local pow = {} for i = 0, 62 do pow[1 << i] = i end local c = 0
for k, v in pairs(pow) do assert(k == 1 << v); c = c + 1 end print(c)
