-- const and close: what may not be assigned, compile-time constants in every place.
local a <const> = 10
local b <const>, c = 20, 30
local s <const>, n <const>, t <const>, f <const>, x <const> = "str", nil, true, false, 1.5
c = c + 1
print(a, b, c, s, n, t, f, x, a + b, -a, ~a, a .. s, a < b, #s, not n, a * x, a // 3, a % 3, 2 ^ a)
print((function() return a, s, n, t, f, x end)())
local r = { a, s, [a] = s, [s] = a, k = x }
print(r[1], r[2], r[10], r.str, r.k, a == 10, a ~= 10, s == "str", t and a, f or s)
for _, code in ipairs {
  "local x <const> = 1; x = 2", "local x <close> = nil; x = 1",
    "local x <const> = 1; function f() x = 2 end", "local x <const> = {}; x = nil", "local x <const>; x = 1",
    "for i = 1, 2 do local y <const> = i; y = 1 end", "local x <const> = 1; x, y = 1, 2",
    "local x <const> = 1; local function x() end; x = 3", "local x <const> = 1; for x = 1, 2 do x = 3 end",
    "local x <const> = 1; function x() end", "local x<const>=1 local x = x x = 2", "local x <Const> = 1",
    "local x <close>, y <close> = nil, nil", "local x <const>, y <close>, z = 1, nil, 3; z = 4; y = 5",
    "local _ENV <const> = {}; x = 1; _ENV = nil",
} do
  print((select(2, load(code, "=a"))))
end
