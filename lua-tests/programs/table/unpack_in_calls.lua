-- unpack in arguments, constructors, assignments and returns.
local unpack = table.unpack
local function count(...) return select("#", ...) end
print(count(unpack {}), count(unpack { 1, 2 }), count(unpack({ 1, 2 }, 1, 5)),
  count(unpack { 1, 2 }, unpack { 3, 4 }), count((unpack { 1, 2 })), count(unpack({}, 1, 3), "x"))
local a, b, c = unpack { 1, 2 } print(a, b, c) local t = { unpack { 1, 2 }, unpack { 3, 4 } } print(#t, t[2])
print(math.max(unpack { 3, 9, 4 }), string.char(unpack { 76, 117, 97 }),
  ("%s-%s"):format(unpack { "a", "b" }), select(2, unpack { "x", "y", "z" }))
local function f() return unpack { 1, nil, 3 } end print(f()) print((f()))
local function g(...) return unpack({ ... }, 2) end print(g(1, 2, 3)) print(unpack({ 1, 2, 3 }, -1, 1))
print(unpack({ 1, 2, 3 }, 2, 2)) print(unpack("abc", 1, 0)) print(pcall(unpack, "abc", 1, 2))
print(table.concat({ unpack({ 1, 2, 3, 4 }, 2, 3) }, ","), #{ unpack({}, 1, 255) },
  count(unpack({}, 1, 1000)), table.pack(unpack { 1, 2 }).n)
for i, v in ipairs { unpack { "p", "q" } } do io.write(i, v, " ") end print()
local p = table.pack(pcall(unpack, {}, 1, 1e7)) print(p[1], p[2])
print(unpack(setmetatable({}, { __index = function(_, i) return i * i end }), 1, 5))
