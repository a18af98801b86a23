-- CSV with quotes, written and read back.
local function field(v) v = tostring(v) if v:find('[,"\n]') then return '"' .. v:gsub('"', '""') .. '"' end return v end
local function write(rows) local lines = {} for i, row in ipairs(rows) do local r = {} for j = 1, row.n or #row do r[j] = field(row[j] == nil and "" or row[j]) end lines[i] = table.concat(r, ",") end return table.concat(lines, "\n") .. "\n" end
local function read(text)
  local rows, row, i = {}, {}, 1
  while i <= #text do
    local value
    if text:sub(i, i) == '"' then
      local parts = {}
      i = i + 1
      while true do
        local e = text:find('"', i, true) or error("unfinished quote", 0)
        parts[#parts + 1] = text:sub(i, e - 1)
        i = e + 1
        if text:sub(i, i) ~= '"' then break end
        parts[#parts + 1] = '"'
        i = i + 1
      end
      value = table.concat(parts)
    else
      value = text:match("^[^,\n]*", i)
      i = i + #value
    end
    row[#row + 1] = value
    local c = text:sub(i, i)
    if c == "\n" or c == "" then rows[#rows + 1] = row row = {} end
    i = i + 1
    if c == "," and i > #text then row[#row + 1] = "" rows[#rows + 1] = row end
  end
  return rows
end
local rows = { { "id", "text", "note" }, { 1, 'say "hi"', "a,b" }, { 2, "two\nlines", "" }, { 3.5, "", "end" } }
local text = write(rows)
io.write(text)
for _, row in ipairs(read(text)) do for i, v in ipairs(row) do io.write("<", v, ">") end print(#row) end
print(write(read(text)) == text, pcall(read, '"abc')) print(#read "a,\n", #read ",", #read(",")[1])
