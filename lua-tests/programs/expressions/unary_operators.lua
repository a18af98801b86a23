-- Unary operators on every type, repeated and combined.
print(-5, - -5, -"5", -5.5, -0, -0.0, not 1, not nil, not not false, #"abc", #{ 1, 2 }, ~5, ~~5, -~5, ~-5,
  - #"abc", not #"x", not -1)
print(-2 ^ 2, (-2) ^ 2, -2 ^ -2, not 1 == nil, not nil == true, -1 + 2, -(1 + 2), #"a" + 1, #"ab" .. "c",
  -#{} - 1, ~1 & 3, -1 & 3, not 1 and 2, -1 < 0)
local t = setmetatable({}, { __unm = function() return "unm" end, __len = function() return "len" end,
  __bnot = function() return "bnot" end })
print(-t, #t, ~t, not t, not not t)
for _, f in ipairs { function() return -{} end, function() return -nil end, function() return -"x" end,
  function() return #nil end, function() return #1 end, function() return #print end,
  function() return ~1.5 end, function() return ~"a" end, function() return ~nil end,
  function() return -true end, function() local x = {} return -x.y end, function() return #undefined end,
  function() return ~undefined end } do print(pcall(f)) end
print(-math.mininteger, -math.maxinteger, ~math.mininteger, -(2 ^ 63), -9223372036854775808,
  - 9223372036854775807 - 1, math.type(-9223372036854775808))
