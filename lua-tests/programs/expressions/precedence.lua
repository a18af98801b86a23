-- Precedence and associativity of every operator.
print(2 ^ 3 ^ 2, -2 ^ 2, 2 ^ -1, not 1 == 2, not (1 == 2), -3 % 5, -(3 % 5), 2 * 3 % 4, 1 + 2 * 3 - 4 / 2)
print(1 .. 2 .. 3, "a" .. 1 + 2, 1 + 2 .. 3 + 4, 2 ^ 2 .. "", -2 .. "", #"abc" + 1, -#"abc", #{ 1, 2 } * 3)
print(1 << 2 + 1, 1 + 1 << 2, 6 & 3 | 8, 6 | 3 & 8, 5 ~ 3 & 1, 5 & 3 ~ 1, 1 | 2 ~ 3, ~0 & 15, ~5 + 1)
print(1 < 2 == true, 1 == 1 ~= false, "a" < "b" == not false, 1 .. 2 == "12", 3 - 2 - 1, 100 / 10 / 5, 7 // 2 // 2)
print(nil and 1 or 2, false or nil, 1 and 2, nil == false, 1 or error "no", false and error "no",
  nil or false and 1, 1 and nil or 3)
print(1 or 2 and 3, (1 or 2) and 3, not nil and 1, not (nil and 1), not not 0, 1 == 1 and 2 == 2 or 3)
print(2 * -3, 2 - -3, 2 ^ - 3, - - - 3, ~ ~ 5, not not not nil, - ~ 3, ~ - 3, #"ab" * 2)
print(5 // 0.3, 5 % 0.3, -5 // 0.3, 5.5 // 1, 5.5 % 1, -5.5 % 1, 2 ^ 0.5 * 2 ^ 0.5 == 2, 8 % 3.5, -2 ^ -2)
local t = { f = function(self, x) return { g = x } end }
print(t:f(1).g, t.f(t, 2).g, ("x"):rep(3):len(), #("x"):rep(3), -t:f(4).g, not t:f(1).h)
print(3 & 2 == 2, (3 & 2) == 2, pcall(function() return 3 & (2 == 2) end))
