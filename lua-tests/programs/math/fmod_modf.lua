-- fmod and modf: signs, integers and floats, infinities, zero.
local function try(f, ...) print(pcall(f, ...)) end
for _, a in ipairs { 7, -7, 7.5, -7.5, 0, -0.0, 1e308, math.mininteger, math.maxinteger } do
  local row = {}
  for _, b in ipairs { 2, -2, 2.5, -2.5, 1, -1, math.huge, -math.huge, 3.0,
    math.mininteger } do row[#row + 1] = tostring(math.fmod(a, b)) end
  print(a, table.concat(row, " "))
end
try(math.fmod, 1, 0) try(math.fmod, 1.0, 0)
print(math.fmod(1, 0.0) ~= math.fmod(1, 0.0), math.fmod(1 / 0, 1) ~= 0) try(math.fmod) try(math.fmod, 1)
try(math.fmod, 1, "x") try(math.fmod, {}, 1) try(math.fmod, "7", "2") try(math.fmod, "7", 2)
try(math.fmod, nil, 1) try(math.fmod, 0, 0) try(math.fmod, math.mininteger, -1)
for _, v in ipairs { 0, 3, -3, 3.5, -3.5, 0.5, -0.5, -0.0, 1e15, 1e100, 2 ^ 53 + 0.0, 1 / 0, -1 / 0, "4.25",
  math.maxinteger,
  math.mininteger } do local i, f = math.modf(v); print(v, i, math.type(i), f, math.type(f)) end
local i, f = math.modf(0 / 0) print(i ~= i, f ~= f)
try(math.modf) try(math.modf, "x") try(math.modf, {}) try(math.modf, nil) try(math.modf, true)
