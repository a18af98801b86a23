-- ult, huge, pi, integers' limits.
local function try(...) print(pcall(math.ult, ...)) end
local v = { 0, 1, -1, math.maxinteger, math.mininteger, 2, -2 }
for _, a in ipairs(v) do for _, b in ipairs(v) do io.write(math.ult(a, b) and "1" or "0") end io.write " " end print()
try() try(1) try(1, nil) try("1", "2") try(1.0, 2.0) try(1.5, 2) try({}, 1) try(1, {}) try("x", 1) try(2 ^ 63, 1)
print(math.huge, -math.huge, math.huge == 1 / 0, math.maxinteger, math.mininteger,
  math.maxinteger + 1 == math.mininteger, math.pi, math.huge // 1, math.huge % 2 ~= math.huge % 2,
  -math.huge < math.mininteger, math.huge > math.maxinteger)
print(math.abs(math.mininteger), math.abs(-0.0), math.abs(-5), math.abs(5.5), math.abs(-1 / 0),
  math.abs("-7"), math.abs("-7.5"), math.type(math.abs("-7")))
