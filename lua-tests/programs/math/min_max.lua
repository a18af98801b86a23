-- min and max: mixed types, the kept type, nan, wrong arguments.
local function try(f, ...) print(pcall(f, ...)) end
print(math.max(1, 2, 3), math.min(1, 2, 3), math.max(1), math.min(1.5), math.max(1, 1.0), math.max(1.0, 1),
  math.min(1, 1.0), math.min(1.0, 1), math.max(-0.0, 0.0), math.max(0.0, -0.0), math.min(0.0, -0.0),
  math.max(2 ^ 53, 2 ^ 53 + 1, (2 ^ 53 | 0) + 1), math.max(math.maxinteger, 2 ^ 63),
  math.min(math.mininteger, -2 ^ 63), math.max(1, 1 / 0), math.min(1, -1 / 0))
local nan = 0 / 0
print(math.max(1, nan) == 1, math.max(nan, 1) ~= math.max(nan, 1), math.min(1, nan) == 1,
  math.min(nan, 1) ~= math.min(nan, 1))
for _, f in ipairs { math.max, math.min } do
  try(f) try(f, nil) try(f, "10") try(f, "10", "9") try(f, 1, "2") try(f, {}) try(f, 1, {}) try(f, {}, {})
  try(f, 1, nil) try(f, "a", "b", "c") try(f, true) try(f, true, false) try(f, 1, 2, "x")
end
local mt = { __lt = function(a, b) return a.v < b.v end }
local a, b = setmetatable({ v = 1 }, mt), setmetatable({ v = 2 }, mt)
print(math.max(a, b) == b, math.min(a, b) == a)
print(pcall(function() math.max() end)) print(pcall(function() math.min({}, {}) end))
print(math.max(table.unpack { 3, 9, 2 }), select("#", math.max(1, 2)))
