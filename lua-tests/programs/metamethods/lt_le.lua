-- __lt and __le: mixed operands, the result as a boolean, > and >= with operands exchanged; no __le through __lt.
local log = {}
local function note(event) return function(a, b)
  log[#log + 1] = event .. "(" .. (type(a) == "table" and a.n or tostring(a)) .. "," .. (type(b) == "table" and b.n or tostring(b)) .. ")"
  return "true value"
end end
local mt = { __lt = note "lt", __le = note "le" }
local x, y = setmetatable({ n = "x" }, mt), setmetatable({ n = "y" }, mt)
print(x < y, x <= y, x > y, x >= y, x < 1, 1 < x, x > 1, x <= "s", "s" >= x)
print(not (x < y), not (x >= 1))
print(table.concat(log, " "))
local only_lt = setmetatable({}, { __lt = function() return false end })
print(only_lt < {}, pcall(function() return only_lt <= {} end))
print(pcall(function() return {} < {} end))
print(pcall(function() return {} < 1 end))
print(pcall(function() return 1 < "1" end))
print(pcall(function() return "a" < 1 end))
print(pcall(function() return nil <= nil end))
print(pcall(function() return print < print end))
print(pcall(function() return true > false end))
print(pcall(function() return io.stdout < io.stderr end))
print("a" < "b", "a" < "B", "" < "a", "a\0b" < "a\0c", "a" < "a\0", "Z" < "a", "10" < "9")
