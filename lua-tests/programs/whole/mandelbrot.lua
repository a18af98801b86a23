-- Floats in tight loops: Mandelbrot, Newton, Simpson, a matrix, a Fourier transform.
local rows = {}
for y = -1, 1, 0.25 do
  local row = {}
  for x = -2, 0.5, 0.125 do
    local zx, zy, n = 0, 0, 0
    while zx * zx + zy * zy < 4 and n < 50 do zx, zy, n = zx * zx - zy * zy + x, 2 * zx * zy + y, n + 1 end
    row[#row + 1] = n == 50 and "#" or n > 5 and "+" or n > 3 and "." or " "
  end
  rows[#rows + 1] = table.concat(row)
end
print(table.concat(rows, "\n"))
local function newton(f, df, x) for _ = 1, 20 do x = x - f(x) / df(x) end return x end
print(("%.12f"):format(newton(function(x) return x ^ 3 - 2 end, function(x) return 3 * x ^ 2 end, 1)))
local function simpson(f, a, b, n) local h, s = (b - a) / n, f(a) + f(b) for i = 1, n - 1 do s = s + f(a + i * h) * (i % 2 == 0 and 2 or 4) end return s * h / 3 end
print(("%.10f"):format(simpson(math.sin, 0, math.pi, 100)))
local function multiply(a, b) local c = {} for i = 1, #a do c[i] = {} for j = 1, #b[1] do local s = 0 for k = 1, #b do s = s + a[i][k] * b[k][j] end c[i][j] = s end end return c end
local m = { { 1, 1 }, { 1, 0 } }
local p = { { 1, 0 }, { 0, 1 } }
for _ = 1, 50 do p = multiply(p, m) end
print(p[1][1], p[1][2], math.type(p[1][1]))
local n, re, im = 16, {}, {}
for k = 0,
  n - 1 do local r, i = 0, 0 for t = 0, n - 1 do local a = 2 * math.pi * k * t / n r = r + (t % 4) * math.cos(a) i = i - (t % 4) * math.sin(a) end re[k], im[k] = r, i end
for k = 0, n - 1 do io.write(("%.3f "):format(math.sqrt(re[k] ^ 2 + im[k] ^ 2))) end print()
