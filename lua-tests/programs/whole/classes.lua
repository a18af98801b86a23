-- Single inheritance with metatables, constructors, super calls and tostring.
local Animal = {}
Animal.__index = Animal
function Animal.new(name, sound)
  return setmetatable({ name = name, sound = sound }, Animal)
end
function Animal:speak() return self.name .. " says " .. self.sound end
function Animal:__tostring() return "Animal(" .. self.name .. ")" end
local Dog = setmetatable({}, { __index = Animal })
Dog.__index = Dog
Dog.__tostring = Animal.__tostring
function Dog.new(name)
  local self = Animal.new(name, "woof")
  self.tricks = {}
  return setmetatable(self, Dog)
end
function Dog:learn(trick) self.tricks[#self.tricks + 1] = trick return self end
function Dog:speak() return Animal.speak(self) .. "!" end
local rex = Dog.new("Rex"):learn("sit"):learn("roll")
print(rex, rex:speak(), table.concat(rex.tricks, ","), rex.missing)
print(Animal.new("Cat", "meow"):speak(), getmetatable(rex) == Dog)
print(pcall(function() return rex:fly() end))
