-- A coroutine yields inside every kind of metamethod and goes on with its result.
local yield = coroutine.yield
local mt = {}
for _, event in ipairs { "add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr", "concat", "lt", "le", "eq" } do
  mt["__" .. event] = function(a, b) return (yield(event)) end
end
for _, event in ipairs { "unm", "bnot", "len" } do mt["__" .. event] = function() return (yield(event)) end end
mt.__index = function(_, k) return (yield("index " .. tostring(k))) end
mt.__newindex = function(_, k, v) yield("newindex " .. tostring(k) .. " " .. tostring(v)) end
mt.__call = function(_, ...) return yield("call", ...) end
local x, y = setmetatable({}, mt), setmetatable({}, mt)
local co = coroutine.wrap(function()
  local r = { x + 1, 2 - x, x * 3, x / 4, x % 5, x ^ 6, x // 7, x & 1, x | 2, 3 ~ x, x << 4, 5 >> x }
  print(table.unpack(r))
  print(x .. "s", "a" .. "b" .. x, x .. y .. "z", -x, ~x, #x)
  print(x < y, x <= y, x > 1, 1 >= x, x == y, x ~= y, not (x < y))
  print(x.field, x[1], x[nil])
  x.field, x[2] = "v", "w"
  print(x("arg", nil, 3))
  if x < 1 then print "then" else print "else" end
  while x < y do print "looping" end
  local function tail() return x("tail") end
  print(tail())
  print(pcall(function() return x + 1 end))
  return "done"
end)
local i, event = 0, co()
while event ~= "done" do
  i = i + 1
  io.write(event, "; ")
  if event == "lt" and i > 40 then event = co(i == 41) else event = co(i) end
end
print(i, event)
