-- CSV: lines split by gmatch and find, quoted fields, sums by group, a report written with concat and format.
local cities = { "Oslo", "Porto", "\"Paris, FR\"", "Quito", "\"New \"\"York\"\"\"", "Lima" }
local lines, seed = { "id,city,amount,rate" }, 11
for i = 1, 4000 do
  seed = seed * 16807 % 2147483647
  lines[#lines + 1] = i .. "," .. cities[seed % #cities + 1] .. "," .. seed % 1000 .. "," .. seed % 16 / 16 + 0.5
end
local text = table.concat(lines, "\n") .. "\n"

local function split(line)
  local fields, position = {}, 1
  repeat
    local stop
    if line:sub(position, position) == '"' then
      local from = position + 1
      repeat
        stop = line:find('"', from, true)
        from = stop + 2
      until line:sub(stop + 1, stop + 1) ~= '"'
      fields[#fields + 1] = line:sub(position + 1, stop - 1):gsub('""', '"')
      stop = stop + 1
    else
      stop = line:find(",", position, true) or #line + 1
      fields[#fields + 1] = line:sub(position, stop - 1)
    end
    position = stop + 1
  until stop > #line
  return fields
end

local report
for _ = 1, 60 do
  local header, groups, order = nil, {}, {}
  for line in text:gmatch("[^\n]+") do
    local fields = split(line)
    if not header then
      header = fields
    else
      local row = {}
      for i = 1, #header do row[header[i]] = fields[i] end
      local group = groups[row.city]
      if not group then
        group = { city = row.city, count = 0, total = 0 }
        groups[row.city] = group
        order[#order + 1] = group
      end
      group.count = group.count + 1
      group.total = group.total + tonumber(row.amount) * tonumber(row.rate)
    end
  end
  table.sort(order, function(a, b) return a.city < b.city end)
  local rows = {}
  for i, group in ipairs(order) do
    rows[i] = string.format("%-12s %5d %12.3f", group.city, group.count, group.total)
  end
  local written = table.concat(rows, "\n")
  assert(not report or report == written)
  report = written
end
print(report)
