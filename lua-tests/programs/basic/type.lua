-- type of everything, and its error.
print(type(nil), type(1), type(1.5), type("x"), type({}), type(print), type(function() end), type(true),
  type(coroutine.create(print)), type(io.stdout))
print(pcall(type)) print(type(nil, 1), select("#", type(1, 2, 3)))
print(pcall(function() type() end))
local t = type
print(pcall(function() t() end))
print(pcall(function() _G.type() end))
print(pcall(function() local x = { y = type }; x.y() end))
print(pcall(function() ("x").type() end))
print(math.type(1), math.type(1.0), math.type("1"), math.type(nil), pcall(math.type))
print(io.type(io.stdout), io.type(1), io.type("file"), pcall(io.type))
print(type(_G), _G._G == _G, _VERSION, type(_ENV), type(arg), arg[0] ~= nil)
