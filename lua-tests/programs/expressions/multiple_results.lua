-- A call or ... is adjusted: all results only at the end of a list, one elsewhere, none in parentheses beyond the first.
local function none() end
local function two() return "a", "b" end
local function count(...) return select("#", ...) end
print(count(none()), count(two()), count(none(), none()), count(two(), two()), count((none())),
  count((two())), count(two(), none()))
print(two(), two())
print((two()))
print(none(), none(), "end")
local a, b, c = two()
local d, e = two(), "e"
local f, g, h = "f", two()
print(a, b, c, d, e, f, g, h)
local i, j = none()
local k = (two())
print(i, j, k)
local t = { two(), two(), x = two() }
print(#t, t.x)
local function va(...) local x, y = ...; return ..., x, y end
print(va(1, 2, 3))
local function vb(...) return (...), ... end
print(vb(1, 2, 3))
print(vb())
local function vc(...) return ... end
print(count(vc()), count(vc(nil)), count(vc(nil, nil)), count((vc())))
print(math.max(vc(1, 5, 3)), string.char(vc(72, 105)), (("x"):gsub("x", "y")))
print(#{ ("a b c"):gsub(" ", "") }, select(2, ("a b c"):gsub(" ", "")), (select(2, "x", "y", "z")))
return two()
