-- A table that only a weak metatable refers to is written through __newindex.
for round = 1, 50 do
  local mt = setmetatable({ __newindex = {} }, { __mode = "v" })
  local t = setmetatable({}, mt)
  for i = 1, 10 do t[i] = i end
  assert(next(t) == nil or mt.__newindex == nil)
end
print("done")
