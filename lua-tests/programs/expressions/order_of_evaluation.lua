-- Order in which operands, arguments, table items and targets are evaluated.
local log = {}
local function v(n, r) log[#log + 1] = n if r == nil then return n end return r end
local function show() print(table.concat(log, " ")) log = {} end
local _ = v(1) + v(2) * v(3) - v(4) show()
_ = v(1) .. v(2) .. v(3) show()
_ = v(1) < v(2) show() _ = v(1) > v(2) show() _ = v(1) == v(2) show()
print(v("a"), v("b"), (v("c"))) show()
_ = { v(1), k = v(2), [v(3)] = v(4), v(5) } show()
local t = {}
t[v("k1")], t[v("k2")] = v("v1"), v("v2") show()
v("f", function() end)(v("a1"), v("a2")) show()
local o = { m = function() return 1 end }
v("o", o):m(v("x")) show()
_ = v("t", t)[v("i", 1)] show()
_ = -v(1) + #v("s") show()
_ = (v(1) + v(2)) * (v(3) + v(4)) ^ v(5) show()
for i = v(1), v(3), v(1) do log[#log + 1] = "i" .. i end show()
local a, b, c = v(1), v(2), v(3) show()
do local x <close>, y = v("n", false) or nil, v("y") show() end
return v("r1"), v("r2")
