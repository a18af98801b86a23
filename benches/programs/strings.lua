-- String building: format, sub, byte, rep, upper, reverse, tostring, many short strings interned.
local total, seen = 0, {}
for i = 1, 700000 do
  local text = string.format("%d:%s", i, "item" .. i % 1000)
  local head = text:sub(1, 4):upper()
  total = total + #text + text:byte(-1) + #tostring(i) + #head:reverse():rep(2)
  seen[text:sub(-7)] = i
end
local distinct = 0
for _ in pairs(seen) do distinct = distinct + 1 end
print(total, distinct)
assert(total == 56050790 and distinct == 1000)
