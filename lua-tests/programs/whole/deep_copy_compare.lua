-- Copying and comparing nested tables, with metatables and shared parts.
local function copy(v, seen)
  if type(v) ~= "table" then return v end
  seen = seen or {}
  if seen[v] then return seen[v] end
  local c = {}
  seen[v] = c
  for k, x in next, v do c[copy(k, seen)] = copy(x, seen) end
  return setmetatable(c, getmetatable(v))
end
local function equal(a, b)
  if a == b then return true end
  if type(a) ~= "table" or type(b) ~= "table" then return false end
  for k, v in pairs(a) do if not equal(v, b[k]) then return false end end
  for k in pairs(b) do if a[k] == nil then return false end end
  return true
end
local shared = { "shared" }
local t = setmetatable({ 1, { 2, { 3 } }, a = shared, b = shared }, { __index = { inherited = "yes" } })
t.me = t
local c = copy(t)
print(c ~= t, c.a == c.b, c.a ~= t.a, c.me == c, c.inherited, c[2][2][1])
c.me, t.me = nil, nil
print(equal(t, c), equal(t, {}), equal({ 1, 2 }, { 1, 2 }), equal({ 1, 2 }, { 1, 2, 3 }),
  equal({ 1, { 2 } }, { 1, { 3 } }), equal(1, 1.0))
c[2][2][1] = 4
print(equal(t, c), t[2][2][1])
