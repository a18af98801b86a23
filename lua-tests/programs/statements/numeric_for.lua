-- The numeric for: integer and float loops, limits that do not fit, steps.
local function loop(a, b, c)
  local r = {}
  local ok, message = pcall(function()
    for i = a, b, c or 1 do
      r[#r + 1] = tostring(i)
      if #r >= 6 then r[#r + 1] = "..." break end
    end
  end)
  print(a, b, c, "->", ok and table.concat(r, " ") or message)
end
local min, max = math.mininteger, math.maxinteger
loop(1, 3) loop(3, 1) loop(3, 1, -1) loop(1, 3, 2) loop(1, 1) loop(0, -1)
loop(1, 2.5) loop(1, -0.5) loop(1.0, 3) loop(1, 3, 1.0) loop(0.1, 0.5, 0.1) loop(1, 0, -0.25)
loop(max - 2, max) loop(max, max) loop(min, min + 2) loop(min, min, -1) loop(min + 2, min, -1)
loop(max, math.huge) loop(min, -math.huge, -1)
loop(1, math.huge) loop(1, -math.huge) loop(1, 2 ^ 70) loop(-1, -2 ^ 70, -1) loop(1, 2 ^ 53) loop(1, 0 / 0)
loop(0 / 0, 1) loop(1.0, 0 / 0)
loop(max - 1, max, 2) loop(max - 1, max, max) loop(min, max, max) loop(max, min, min) loop(1, max, max // 2)
loop(-1, min, min)
loop(1, 10, 0) loop(1.0, 10, 0) loop(1, 10, 0.0) loop(1, 10, -0.0)
loop("1", 2) loop(1, "2") loop(1, 2, "1") loop({}, 1) loop(1, {}) loop(1, 2, {}) loop(nil, 1) loop(1, nil)
loop(1, 2, true) loop("x", "y", "z")
loop(3, 1.5) loop(3, 1.5, -1) loop(1, 3.9) loop(-1, -3.9, -1) loop(math.huge, 1) loop(-math.huge, 1, 1)
loop(1, 1.0e308, 1e308)
for i = 1, 3 do local j = i; i = 10; io.write(j, ":", i, " ") end
print()
