-- local with more and fewer values, with calls, with attributes, local functions.
local a, b, c = 1, 2
print(a, b, c)
local d, e = 1, 2, 3
print(d, e)
local function two() return "x", "y" end
local f, g, h = two()
print(f, g, h)
local i, j = (two())
print(i, j)
local k, l = two(), "z"
print(k, l)
local m, n, o = 0, two()
print(m, n, o)
local p
print(p)
local q <const>, r = 5, 6
r = r + q
print(q, r)
local s <close>, t = nil, "t"
print(s, t)
local function u(...) local first, second = ... return first, second end
print(u(), u(1), u(1, 2, 3))
local function v() return v end
print(v() == v)
local w, x = w, 1
print(w, x)
local y <const> = { 1 }
y[1] = 2
print(y[1])
local z <const>, zz <const> = "const", -1
print(z .. zz, #z, -zz, z == "const" and zz < 0)
