-- Conway's life on a torus: a glider gun, a few oscillators, and how the population changes.
-- Usage: lua life.lua [GENERATIONS]

local World = {}
World.__index = World

function World.new(width, height)
  local cells = {}
  for i = 1, width * height do cells[i] = 0 end
  return setmetatable({ width = width, height = height, cells = cells, generation = 0 }, World)
end

function World:place(x, y, pattern)
  for row in pattern:gmatch("[^\n]+") do
    for column = 1, #row do
      if row:sub(column, column) == "O" then
        self.cells[(y % self.height) * self.width + (x + column - 1) % self.width + 1] = 1
      end
    end
    y = y + 1
  end
  return self
end

function World:step()
  local width, height, cells, after = self.width, self.height, self.cells, {}
  for y = 0, height - 1 do
    local above, here, below = (y - 1) % height * width, y * width, (y + 1) % height * width
    for x = 0, width - 1 do
      local left, middle, right = (x - 1) % width + 1, x + 1, (x + 1) % width + 1
      local neighbours = cells[above + left] + cells[above + middle] + cells[above + right]
        + cells[here + left] + cells[here + right]
        + cells[below + left] + cells[below + middle] + cells[below + right]
      after[here + middle] = (neighbours == 3 or neighbours == 2 and cells[here + middle] == 1) and 1 or 0
    end
  end
  self.cells, self.generation = after, self.generation + 1
end

function World:population()
  local count = 0
  for _, cell in ipairs(self.cells) do count = count + cell end
  return count
end

function World:__tostring()
  local lines = {}
  for y = 0, self.height - 1 do
    local line = table.concat(self.cells, "", y * self.width + 1, (y + 1) * self.width)
    lines[y + 1] = line:gsub("0", "."):gsub("1", "O")
  end
  return table.concat(lines, "\n")
end

local gun = [[
........................O
......................O.O
............OO......OO............OO
...........O...O....OO............OO
OO........O.....O...OO
OO........O...O.OO....O.O
..........O.....O.......O
...........O...O
............OO]]

local world = World.new(64, 36)
world:place(1, 1, gun)
world:place(50, 22, "OOO")
world:place(44, 28, "OO\nOO")
world:place(8, 26, ".O\n..O\nOOO")

local generations = tonumber(arg and arg[1]) or 120
local history = {}
print(world)
for generation = 1, generations do
  world:step()
  history[generation] = world:population()
end
print(("="):rep(world.width))
print(world)

local low, high = math.huge, 0
for _, count in ipairs(history) do low, high = math.min(low, count), math.max(high, count) end
print(string.format("generation %d: population %d, between %d and %d", world.generation, world:population(), low, high))
for generation = 10, generations, 10 do
  print(string.format("%4d %3d %s", generation, history[generation], ("*"):rep(history[generation] // 2)))
end
