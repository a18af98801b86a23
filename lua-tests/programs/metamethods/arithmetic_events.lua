-- One handler for each arithmetic event; the event's name reaches the handler of unary minus with the operand twice.
local log = {}
local mt = {}
for _, event in ipairs { "add", "sub", "mul", "div", "mod", "pow", "idiv" } do
  mt["__" .. event] = function(a, b)
    log[#log + 1] = event .. "(" .. tostring(a) .. "," .. tostring(b) .. ")"
    return event
  end
end
mt.__unm = function(a, b) return rawequal(a, b) and "unm twice" or "unm once" end
mt.__tostring = function(t) return t.name end
local a, b = setmetatable({ name = "a" }, mt), setmetatable({ name = "b" }, mt)
print(a + b, a - b, a * b, a / b, a % b, a ^ b, a // b, -a)
print(a + 1, 2 - a, a * 3.5, 4 / a, a % "5", "6" ^ a, a // 7)
print(table.concat(log, " "))
for _, f in ipairs {
  function() return {} - 1 end,
  function() return 1 * {} end,
  function() return {} / {} end,
  function() return {} % 2 end,
  function() return 2 ^ {} end,
  function() return {} // 1 end,
  function() return -{} end,
} do
  print(pcall(f))
end
