-- sin, cos, tan and their inverses, deg and rad, compatibility functions.
local function show(...) local t = table.pack(...); for i = 1, t.n do t[i] = ("%.13g"):format(t[i]):gsub("%-nan", "nan") end print(table.concat(t, " ")) end
for _, x in ipairs { 0, -0.0, 1, -1, 0.5, math.pi, math.pi / 2, -math.pi / 4, 2, 100, 1e6,
  1e15 } do show(x, math.sin(x), math.cos(x), math.tan(x), math.asin(x), math.acos(x), math.atan(x), math.deg(x), math.rad(x)) end
for _,
  y in ipairs { 0.0, -0.0, 1, -1, math.huge,
  -math.huge } do local t = {}; for _, x in ipairs { 0.0, -0.0, 1, -1, math.huge, -math.huge } do t[#t + 1] = math.atan(y, x) end show(table.unpack(t)) end
show(math.sin(math.huge), math.cos(-math.huge), math.tan(math.huge), math.atan(math.huge),
  math.atan(-math.huge), math.asin(2), math.acos(-2), math.deg(math.huge), math.atan(1, nil),
  math.atan("1", "2"))
show(math.cosh(1), math.sinh(1), math.tanh(1), math.pow(2, 10), math.log10(1000), math.ldexp(1, 10),
  math.ldexp(0.5, -1), math.frexp(8), math.frexp(0), math.frexp(-0.3), math.ldexp(1, 2000),
  math.ldexp(1, -1074), math.ldexp(1, -1080), math.atan2(1, 2), math.atan2(1))
print(math.frexp(10)) print(math.frexp(math.huge)) print(math.frexp(5e-324)) print(math.frexp(3))
print(pcall(math.ldexp, 1)) print(pcall(math.ldexp, 1, 1.5)) print(pcall(math.ldexp, "x", 1))
print(pcall(math.frexp)) print(pcall(math.pow, 1)) print(pcall(math.pow, "x", 1)) print(pcall(math.cosh))
print(pcall(math.log10, {})) print(pcall(function() math.atan("x") end))
print(pcall(function() math.atan(1, "x") end))
print(math.pi, -math.pi, ("%.17g"):format(math.pi), math.deg(math.pi), math.rad(180),
  math.rad(180) == math.pi, math.sin(math.pi / 2), math.cos(0), math.cos(math.pi))
