-- Nested tables: matrices, jagged arrays, trees, graphs, shared rows.
local function matrix(r, c, f) local m = {} for i = 1, r do m[i] = {} for j = 1, c do m[i][j] = f(i, j) end end return m end
local function show(m) for _, row in ipairs(m) do io.write("[", table.concat(row, " "), "] ") end print() end
local m = matrix(3, 3, function(i, j) return i * 10 + j end) show(m)
local t = matrix(3, 3, function(i, j) return m[j][i] end) show(t)
show(matrix(2, 4, function(i, j) return i == j and 1 or 0 end)) show(matrix(0, 3, print))
local jagged = { { 1 }, { 2, 3 }, {}, { 4, 5, 6 } } show(jagged) local row = { 7, 8 }
local shared = { row, row } shared[1][1] = 9 show(shared) m[2], m[3] = m[3], m[2] show(m)
table.insert(m[1], 1, 0) table.remove(m[2]) show(m)
local spiral, r = {}, 1 local grid = matrix(4, 4, function(i, j) return (i - 1) * 4 + j end)
local top, bottom, left, right = 1, 4, 1, 4
while top <= bottom and left <= right do for j = left, right do spiral[#spiral + 1] = grid[top][j] end top = top + 1 for i = top, bottom do spiral[#spiral + 1] = grid[i][right] end right = right - 1 if top <= bottom then for j = right, left, -1 do spiral[#spiral + 1] = grid[bottom][j] end bottom = bottom - 1 end if left <= right then for i = bottom, top, -1 do spiral[#spiral + 1] = grid[i][left] end left = left + 1 end end
print(table.concat(spiral, " "))
local pascal = { { 1 } }
for i = 2,
  8 do pascal[i] = { 1 } for j = 2, i do pascal[i][j] = pascal[i - 1][j - 1] + (pascal[i - 1][j] or 0) end end
show(pascal)
print(pascal[8][4], pcall(function() return pascal[9][1] end), pcall(function() pascal[9][1] = 1 end))
