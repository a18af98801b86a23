-- An object-oriented simulation: classes with inheritance, overridden methods, events and a world in a grid.
local function class(parent)
  local methods = {}
  methods.__index = methods
  setmetatable(methods, {
    __index = parent,
    __call = function(self, ...)
      local object = setmetatable({}, self)
      object:init(...)
      return object
    end,
  })
  return methods
end

local seed = 9
local function random(n)
  seed = seed * 16807 % 2147483647
  return seed % n
end

local Animal = class()
function Animal:init(x, y, energy)
  self.x, self.y, self.energy, self.age = x, y, energy, 0
end
function Animal:move(size)
  self.x = (self.x + random(3) - 1) % size
  self.y = (self.y + random(3) - 1) % size
  self.energy = self.energy - self:cost()
  self.age = self.age + 1
end
function Animal:cost() return 1 end
function Animal:is_dead() return self.energy <= 0 or self.age > self:lifetime() end
function Animal:lifetime() return 60 end

local Rabbit = class(Animal)
function Rabbit:act(world)
  local cell = world:cell(self.x, self.y)
  if cell.grass > 0 then
    cell.grass = cell.grass - 1
    self.energy = self.energy + 3
  end
  if self.energy > 14 and #world.rabbits < 400 then
    self.energy = self.energy - 8
    world.rabbits[#world.rabbits + 1] = Rabbit(self.x, self.y, 6)
  end
end

local Fox = class(Animal)
function Fox:cost() return 2 end
function Fox:lifetime() return Animal.lifetime(self) + 40 end
function Fox:act(world)
  for _, prey in ipairs(world:near(self.x, self.y)) do
    if prey.energy > 0 then
      self.energy = self.energy + 9
      prey.energy = 0
      break
    end
  end
  if self.energy > 30 and #world.foxes < 60 then
    self.energy = self.energy - 15
    world.foxes[#world.foxes + 1] = Fox(self.x, self.y, 12)
  end
end

local World = class()
function World:init(size)
  self.size, self.cells, self.rabbits, self.foxes = size, {}, {}, {}
  for i = 1, size * size do self.cells[i] = { grass = random(4), guests = {} } end
  for _ = 1, 120 do self.rabbits[#self.rabbits + 1] = Rabbit(random(size), random(size), 10) end
  for _ = 1, 12 do self.foxes[#self.foxes + 1] = Fox(random(size), random(size), 20) end
end
function World:cell(x, y) return self.cells[y * self.size + x + 1] end
function World:near(x, y) return self:cell(x, y).guests end
function World:turn(animals)
  local alive = {}
  for i = 1, #animals do
    local animal = animals[i]
    animal:move(self.size)
    animal:act(self)
  end
  for _, animal in ipairs(animals) do
    if not animal:is_dead() then alive[#alive + 1] = animal end
  end
  return alive
end
function World:step(day)
  for i = 1, #self.cells do
    local cell = self.cells[i]
    if (i + day) % 7 == 0 and cell.grass < 5 then cell.grass = cell.grass + 2 end
    if #cell.guests > 0 then cell.guests = {} end
  end
  for _, rabbit in ipairs(self.rabbits) do
    local guests = self:near(rabbit.x, rabbit.y)
    guests[#guests + 1] = rabbit
  end
  self.rabbits = self:turn(self.rabbits)
  self.foxes = self:turn(self.foxes)
end

local world = World(30)
local rabbits, foxes = 0, 0
for day = 1, 1200 do
  world:step(day)
  rabbits, foxes = rabbits + #world.rabbits, foxes + #world.foxes
end
print(rabbits, foxes, #world.rabbits, #world.foxes)
