-- Numeric functions called in nested loops: the spectral norm of an infinite matrix.
local function entry(i, j)
  local k = i + j - 1
  return 1.0 / (k * (k - 1) * 0.5 + i)
end
local function multiply(x, y, n, transposed)
  for i = 1, n do
    local sum = 0.0
    for j = 1, n do
      sum = sum + (transposed and entry(j, i) or entry(i, j)) * x[j]
    end
    y[i] = sum
  end
end
local n = 600
local u, v, t = {}, {}, {}
for i = 1, n do u[i] = 1.0 end
for _ = 1, 10 do
  multiply(u, t, n, false)
  multiply(t, v, n, true)
  multiply(v, t, n, false)
  multiply(t, u, n, true)
end
local top, bottom = 0.0, 0.0
for i = 1, n do
  top = top + u[i] * v[i]
  bottom = bottom + v[i] * v[i]
end
local norm = (top / bottom) ^ 0.5
assert(math.abs(norm - 1.2742) < 1e-4)
print(string.format("%.9f", norm))
