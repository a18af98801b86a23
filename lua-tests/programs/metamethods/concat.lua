-- __concat: right-associative, and only when an operand is neither string nor number.
local mt = { __concat = function(a, b)
  local function show(v) return type(v) == "table" and v.name or tostring(v) end
  return "<" .. show(a) .. "," .. show(b) .. ">"
end }
local x = setmetatable({ name = "x" }, mt)
local y = setmetatable({ name = "y" }, mt)
print(x .. y, x .. 1, 1.5 .. x, x .. "s", "s" .. x, x .. nil, nil .. x)
print("a" .. "b" .. x, x .. "a" .. "b", "a" .. x .. "b" .. y .. "c")
print(1 .. 2, 1.0 .. "|" .. -0.0, 2 ^ 63 .. "")
local table_result = setmetatable({}, { __concat = function() return { "kept" } end })
print(#(table_result .. "z"), (table_result .. "z")[1])
print(pcall(function() return "a" .. {} end))
print(pcall(function() return {} .. "a" end))
print(pcall(function() return "a" .. "b" .. nil end))
print(pcall(function() local t = {}; return "a" .. t.field .. "b" end))
print(pcall(function() return "x" .. true end))
