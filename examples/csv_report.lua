-- Reads a CSV file (quoted fields, quotes and newlines inside of them), groups it and prints a report.
-- Usage: lua csv_report.lua [FILE]

local function parse_csv(text)
  local rows, row, position = {}, {}, 1
  while position <= #text do
    local field
    if text:sub(position, position) == '"' then
      local parts = {}
      position = position + 1
      while true do
        local stop = assert(text:find('"', position, true), "a quoted field is never closed")
        parts[#parts + 1] = text:sub(position, stop - 1)
        position = stop + 1
        if text:sub(position, position) ~= '"' then break end
        parts[#parts + 1] = '"'
        position = position + 1
      end
      field = table.concat(parts)
    else
      local stop = text:find("[,\r\n]", position) or #text + 1
      field = text:sub(position, stop - 1)
      position = stop
    end
    row[#row + 1] = field
    local ending = text:match("^\r?\n", position)
    if ending or position > #text then
      rows[#rows + 1], row = row, {}
      position = position + #(ending or "")
    else
      assert(text:sub(position, position) == ",", "a comma expected at byte " .. position)
      position = position + 1
    end
  end
  return rows
end

local function records(rows)
  local header = rows[1]
  return coroutine.wrap(function()
    for i = 2, #rows do
      local record <const> = {}
      for column, name in ipairs(header) do record[name] = rows[i][column] end
      coroutine.yield(i - 1, record)
    end
  end)
end

local function group_by(iterator, key)
  local groups, order = {}, {}
  for _, record in iterator do
    local name = key(record)
    if not groups[name] then
      groups[name] = {}
      order[#order + 1] = name
    end
    table.insert(groups[name], record)
  end
  table.sort(order)
  return function()
    local name = table.remove(order, 1)
    if name then return name, groups[name] end
  end
end

local function thousands(number)
  local text = string.format("%.2f", number)
  local whole, rest = text:match("^(-?%d+)(.*)$")
  local count
  repeat
    whole, count = whole:gsub("^(-?%d+)(%d%d%d)", "%1,%2")
  until count == 0
  return whole .. rest
end

local here = (arg and arg[0] or ""):match("^(.*/)") or ""
local rows
do
  local file <close> = assert(io.open(arg and arg[1] or here .. "data/sales.csv", "rb"))
  rows = parse_csv(file:read("a"))
end
print(#rows - 1 .. " sales, columns: " .. table.concat(rows[1], " | "))

local line = ("-"):rep(64)
local grand_total, grand_units = 0, 0
print(line)
print(string.format("%-14s %6s %10s %16s %12s", "region", "sales", "units", "revenue", "best month"))
print(line)
for region, sales in group_by(records(rows), function(sale) return sale.region end) do
  local units, revenue, months = 0, 0.0, {}
  for _, sale in ipairs(sales) do
    local amount = sale.units * sale.price
    units = units + math.tointeger(sale.units)
    revenue = revenue + amount
    local month = sale.date:match("^%d+%-%d+")
    months[month] = (months[month] or 0) + amount
  end
  local best
  for month, amount in pairs(months) do
    if not best or amount > months[best] or (amount == months[best] and month < best) then best = month end
  end
  print(string.format("%-14s %6d %10d %16s %12s", region, #sales, units, thousands(revenue), best))
  grand_total, grand_units = grand_total + revenue, grand_units + units
end
print(line)
print(string.format("%-14s %6d %10d %16s", "all", #rows - 1, grand_units, thousands(grand_total)))

print("\nby product:")
for product, sales in group_by(records(rows), function(sale) return sale.product end) do
  local prices = {}
  for i, sale in ipairs(sales) do prices[i] = tonumber(sale.price) end
  table.sort(prices)
  local middle = #prices // 2
  local median = #prices % 2 == 1 and prices[middle + 1] or (prices[middle] + prices[middle + 1]) / 2
  print(string.format("  %-18s median price %8.2f, range %g to %g", product, median, prices[1], prices[#prices]))
end

print("\nremarks:")
for number, sale in records(rows) do
  if sale.remark ~= "" then print(string.format("%4d  %s", number, (sale.remark:gsub("\r?\n", " / ")))) end
end
