-- Equality operators in conditions, negated, with results of every type.
local result
local mt = { __eq = function() return result end }
local a, b = setmetatable({}, mt), setmetatable({}, mt)
for _, r in ipairs { true, 1, "", 0, false } do
  result = r
  local s = tostring(r)
  if a == b then s = s .. " then" else s = s .. " else" end
  if a ~= b then s = s .. " then" else s = s .. " else" end
  while a == b do s = s .. " while" break end
  repeat s = s .. " repeat" until a == b or true
  print(s, a == b, a ~= b, not (a == b), a == b and "and" or "or", (a == b) == true)
end
result = nil
print(a == b, a ~= b, a == a, rawequal(a, b))
local called = 0
mt.__eq = function(x, y) called = called + 1 return rawequal(x, a) end
print(a == b, b == a, a ~= b, called)
print(a == 1, 1 == a, a == "a", nil == a, called)
local t = { a, b }
print(t[1] == t[2], t[2] == t[1], called)
