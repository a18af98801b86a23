-- Conditions of every kind, in if and as values: and, or, not, comparisons with constants.
local function test(x) 
  local r = {}
  if x then r[#r + 1] = "true" else r[#r + 1] = "false" end
  if not x then r[#r + 1] = "not" end
  if x == nil then r[#r + 1] = "nil" elseif x == false then r[#r + 1] = "false" elseif x == 0 then r[#r + 1] = "0" elseif x == "" then r[#r + 1] = "empty" end
  if x and x ~= 1 then r[#r + 1] = "and" end
  if x or x == nil then r[#r + 1] = "or" end
  if not (x and 1) then r[#r + 1] = "nand" end
  print(tostring(x), table.concat(r, " "))
end
test(nil) test(false) test(true) test(0) test(1) test("") test("0") test(0.0) test(0 / 0)
local function cmp(x)
  return x == 1, x == 1.0, x == -1, x == 127, x == 128, x < 10, x > 10, x <= 10.5, x >= -5, 10 < x, 10 > x,
    x ~= 0, 1000 < x, x < 1000.0
end
print(cmp(1)) print(cmp(1.0)) print(cmp(10)) print(cmp(127)) print(cmp(128.0)) print(cmp(-128))
print(cmp(0 / 0)) print(cmp(1001))
print(pcall(cmp, "1"))
print(pcall(cmp, {}))
local a, b, c = nil, false, 1
print(a or b, b or a, a and b, b and a, c and a, c or a, a or b or c, a and b and c, (a or c) and b, not a and c)
print(1 and nil == nil, (1 and nil) == nil, nil == nil and 1, not nil == true, not (nil == true),
  1 < 2 and 2 < 3, 1 < 2 and 3 < 2)
