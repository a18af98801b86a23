-- Concatenation of several operands with metamethods in the middle: from the right, two at a time.
local log = {}
local mt = { __concat = function(a, b)
  local function show(v) return type(v) == "table" and v.n or v end
  log[#log + 1] = show(a) .. "+" .. show(b)
  return setmetatable({ n = "(" .. show(a) .. show(b) .. ")" }, getmetatable(type(a) == "table" and a or b))
end }
local function new(n) return setmetatable({ n = n }, mt) end
local a, b = new "A", new "B"
print(("1" .. "2" .. a .. "3" .. "4" .. b .. "5").n, table.concat(log, " "))
log = {}
print((a .. 1 .. 2.5 .. b .. "x" .. "y").n, table.concat(log, " "))
log = {}
print(("p" .. ("q" .. a) .. "r").n, table.concat(log, " "))
log = {}
local parts = new "S"
for i = 1, 5 do parts = parts .. i end
print(parts.n, #log)
print(pcall(function() return a .. nil .. "x" end))
print(pcall(function() return "x" .. {} .. a end))
print(pcall(function() return 1 .. "x" .. print end))
