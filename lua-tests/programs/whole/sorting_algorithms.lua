-- Six ways to sort give what table.sort gives.
local sorts = {}
function sorts.insertion(t)
  for i = 2, #t do
    local v, j = t[i], i - 1
    while j > 0 and t[j] > v do t[j + 1] = t[j] j = j - 1 end
    t[j + 1] = v
  end
end
function sorts.shell(t)
  local gap = #t // 2
  while gap > 0 do
    for i = gap + 1, #t do
      local v, j = t[i], i
      while j > gap and t[j - gap] > v do t[j] = t[j - gap] j = j - gap end
      t[j] = v
    end
    gap = gap // 2
  end
end
function sorts.merge(t)
  if #t < 2 then return end
  local m = #t // 2
  local a, b = table.move(t, 1, m, 1, {}), table.move(t, m + 1, #t, 1, {})
  sorts.merge(a) sorts.merge(b)
  local i, j = 1, 1
  for k = 1, #t do
    if not b[j] or a[i] and a[i] <= b[j] then t[k] = a[i] i = i + 1 else t[k] = b[j] j = j + 1 end
  end
end
function sorts.heap(t)
  local function sift(i, n)
    while 2 * i <= n do
      local c = 2 * i
      if c < n and t[c + 1] > t[c] then c = c + 1 end
      if t[i] >= t[c] then return end
      t[i], t[c] = t[c], t[i]
      i = c
    end
  end
  for i = #t // 2, 1, -1 do sift(i, #t) end
  for n = #t, 2, -1 do t[1], t[n] = t[n], t[1] sift(1, n - 1) end
end
function sorts.quick(t, lo, hi)
  lo, hi = lo or 1, hi or #t
  if lo >= hi then return end
  local p, i = t[hi], lo
  for j = lo, hi - 1 do if t[j] < p then t[i], t[j] = t[j], t[i] i = i + 1 end end
  t[i], t[hi] = t[hi], t[i]
  sorts.quick(t, lo, i - 1) sorts.quick(t, i + 1, hi)
end
local seed = 42
local function random() seed = seed * 1103515245 + 12345 & 0x7fffffff return seed % 1000 end
local source = {}
for i = 1, 300 do source[i] = random() end
local expected = table.move(source, 1, #source, 1, {})
table.sort(expected)
expected = table.concat(expected, " ")
for _, name in ipairs { "insertion", "shell", "merge", "heap", "quick" } do
  local t = table.move(source, 1, #source, 1, {})
  sorts[name](t)
  print(name, table.concat(t, " ") == expected)
end
print(expected:sub(1, 40))
