-- Concatenation: `..` of several operands, table.concat of many pieces, table.insert.
local length = 0
for round = 1, 6 do
  local pieces = {}
  for i = 1, 200000 do
    pieces[#pieces + 1] = "<" .. i .. "," .. round .. ">"
    if i % 4 == 0 then table.insert(pieces, "\n") end
  end
  local text = table.concat(pieces, " ")
  length = length + #text
end
local line = ""
for i = 1, 6000 do line = line .. i .. "," end
length = length + #line
print(length)
assert(length == 13162257)
