-- __call: arguments shift by one for each callable object on the way; results and errors.
local function show(...) print(select("#", ...), ...) end
local f = setmetatable({}, { __call = function(self, ...) show(...) return "result", ... end })
show(f())
show(f(1, nil, 3))
show((f(1)))
local g = setmetatable({}, { __call = f })
print(select("#", g(1, 2)))
local object = { method = f }
print(select("#", object:method("arg")))
print(pcall(f, "through pcall"))
local chain = print
for _ = 1, 10 do chain = setmetatable({}, { __call = chain }) end
print(select("#", pcall(chain)))
print(pcall(setmetatable({}, { __call = 1 })))
print(pcall(setmetatable({}, { __call = {} }), 2))
local function tail(...) return f(...) end
show(tail("tail"))
for k, v in f, "state" do break end
print(pcall(function() local t = {}; t.x.y() end), pcall(function() local t = {}; t.x() end),
  pcall(function() ("s")() end))
string.gsub("ab", "%w", setmetatable({}, { __index = function(_, k) print("index", k) end }))
