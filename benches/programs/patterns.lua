-- Patterns over a text: find, match, gmatch and gsub with captures, sets, anchors and callbacks.
local words = { "moon", "quake", "lantern", "42", "x=7", "harbour", "north-east", "[note]", "3.14", "a_b" }
local parts, seed = {}, 7
for i = 1, 20000 do
  seed = (seed * 16807) % 2147483647
  parts[i] = words[seed % #words + 1] .. (i % 12 == 0 and "\n" or " ")
end
local text = table.concat(parts)
local counts = { word = 0, number = 0, pair = 0, line = 0, position = 0 }
for _ = 1, 25 do
  for _ in text:gmatch("%a+") do counts.word = counts.word + 1 end
  for number in text:gmatch("%f[%w]%d+%.?%d*%f[^%w]") do counts.number = counts.number + tonumber(number) end
  for _, value in text:gmatch("(%w+)=(%d+)") do counts.pair = counts.pair + value end
  for line in text:gmatch("([^\n]*)\n") do
    if line:match("^%s*(.-)%s*$"):find("lantern.*moon") then counts.line = counts.line + 1 end
  end
  local changed = text:gsub("(%a+)%-(%a+)", "%2-%1"):gsub("%[(.-)%]", function(note) return note:upper() end)
  counts.position = counts.position + changed:find("NOTE east", 1, true) + #changed
end
print(counts.word, counts.number, counts.pair, counts.line, counts.position)
assert(counts.word == 500275)
