-- __close: reverse order, the error as second argument, at every way out of a block.
local function closer(name) return setmetatable({}, { __close = function(_, e) print("close", name, e) end }) end
do
  local a <close> = closer "a"
  local b <close> = closer "b"
  local n <close> = nil
  local f <close> = false
  print "body"
end
for i = 1, 3 do
  local x <close> = closer("loop " .. i)
  if i == 2 then break end
end
local function early(v)
  local x <close> = closer "return"
  return v, "evaluated before"
end
print(early(1))
print(pcall(function()
  local x <close> = closer "error"
  error("raised", 0)
end))
do
  local i = 1
  ::again::
  local g <close> = closer("goto " .. i)
  i = i + 1
  if i < 4 then goto again end
end
local function counted() local x <close> = closer "tail"; return (select("#")) end
print(counted())
for k in next, {}, nil, closer "generic for" do end
for k in next, { 1, 2 }, nil, closer "generic for, break" do break end
print(pcall(function() for k in next, { 1 }, nil, closer "generic for, error" do error({ 1 }) end end))
print(pcall(function() local x <close> = {} end))
print(pcall(function() local nested <close> = 42 end))
print(pcall(function() for k in next, {}, nil, {} do end end))
