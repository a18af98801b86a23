-- A glider on a small torus, with strings as boards.
local function parse(s) local b = {} for row in s:gmatch("%S+") do local r = {} for c in row:gmatch(".") do r[#r + 1] = c == "#" and 1 or 0 end b[#b + 1] = r end return b end
local function step(b)
  local h, w, n = #b, #b[1], {}
  for y = 1, h do
    n[y] = {}
    for x = 1, w do
      local c = 0
      for dy = -1, 1 do for dx = -1, 1 do
        if dy ~= 0 or dx ~= 0 then c = c + b[(y + dy - 1) % h + 1][(x + dx - 1) % w + 1] end
      end end
      n[y][x] = (c == 3 or c == 2 and b[y][x] == 1) and 1 or 0
    end
  end
  return n
end
local function show(b) for _, r in ipairs(b) do print((table.concat(r):gsub("0", "."):gsub("1", "#"))) end print() end
local board = parse ".#.... ..#... ###... ...... ...... ......"
for generation = 1, 5 do show(board) board = step(board) end
for _ = 1, 19 do board = step(board) end
show(board)
