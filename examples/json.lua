-- Reads a JSON document, reports on it, changes it and writes it again, indented and with sorted keys.
-- Usage: lua json.lua [FILE]

local json = { null = setmetatable({}, { __tostring = function() return "null" end }) }

local escapes = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }
local escaped = {}
for letter, char in pairs(escapes) do
  if letter ~= "/" then escaped[char] = "\\" .. letter end
end

local function fail(text, position, message)
  local line, last = 1, 0
  for newline in text:sub(1, position - 1):gmatch("()\n") do
    line, last = line + 1, newline
  end
  error(string.format("line %d, column %d: %s", line, position - last, message), 0)
end

local function skip_space(text, position)
  return text:find("[^ \t\r\n]", position) or #text + 1
end

local parse_value

local function parse_string(text, position)
  local parts, start = {}, position + 1
  while true do
    local stop = text:find('["\\%c]', start)
    if not stop then fail(text, position, "unfinished string") end
    parts[#parts + 1] = text:sub(start, stop - 1)
    local char = text:sub(stop, stop)
    if char == '"' then
      return table.concat(parts), stop + 1
    elseif char ~= "\\" then
      fail(text, stop, "control character in a string")
    end
    local letter = text:sub(stop + 1, stop + 1)
    if letter == "u" then
      local code, after = text:match("^(%x%x%x%x)()", stop + 2)
      if not code then fail(text, stop, "four hexadecimal digits expected") end
      code = tonumber(code, 16)
      if code >= 0xD800 and code < 0xDC00 then
        local low, next_after = text:match("^\\u([dD][c-fC-F]%x%x)()", after)
        if not low then fail(text, stop, "half of a surrogate pair") end
        code = 0x10000 + ((code - 0xD800) << 10) + (tonumber(low, 16) - 0xDC00)
        after = next_after
      end
      parts[#parts + 1] = utf8.char(code)
      start = after
    else
      if not escapes[letter] then fail(text, stop, "unknown escape '\\" .. letter .. "'") end
      parts[#parts + 1] = escapes[letter]
      start = stop + 2
    end
  end
end

local function parse_array(text, position)
  local array, count = {}, 0
  position = skip_space(text, position + 1)
  if text:sub(position, position) == "]" then return array, position + 1 end
  while true do
    count = count + 1
    array[count], position = parse_value(text, position)
    position = skip_space(text, position)
    local char = text:sub(position, position)
    if char == "]" then return array, position + 1 end
    if char ~= "," then fail(text, position, "',' or ']' expected") end
    position = position + 1
  end
end

local object_mark = { __name = "object" }

local function parse_object(text, position)
  local object = setmetatable({}, object_mark)
  position = skip_space(text, position + 1)
  if text:sub(position, position) == "}" then return object, position + 1 end
  while true do
    position = skip_space(text, position)
    if text:sub(position, position) ~= '"' then fail(text, position, "a name expected") end
    local key
    key, position = parse_string(text, position)
    position = skip_space(text, position)
    if text:sub(position, position) ~= ":" then fail(text, position, "':' expected") end
    object[key], position = parse_value(text, position + 1)
    position = skip_space(text, position)
    local char = text:sub(position, position)
    if char == "}" then return object, position + 1 end
    if char ~= "," then fail(text, position, "',' or '}' expected") end
    position = position + 1
  end
end

local words = { ["true"] = true, ["false"] = false, null = json.null }

function parse_value(text, position)
  position = skip_space(text, position)
  local char = text:sub(position, position)
  if char == "{" then return parse_object(text, position) end
  if char == "[" then return parse_array(text, position) end
  if char == '"' then return parse_string(text, position) end
  local number, after = text:match("^(-?%d+%.?%d*[eE]?[+-]?%d*)()", position)
  if number then
    local value = tonumber(number)
    if not value or number:find("^-?0%d") then fail(text, position, "malformed number") end
    return value, after
  end
  local word = text:match("^%a+", position)
  if word and words[word] ~= nil then return words[word], position + #word end
  fail(text, position, char == "" and "unexpected end" or "unexpected '" .. char .. "'")
end

function json.decode(text)
  local value, position = parse_value(text, 1)
  position = skip_space(text, position)
  if position <= #text then fail(text, position, "nothing expected after the document") end
  return value
end

local function quote(text)
  local body = text:gsub('[%c"\\]', function(char)
    return escaped[char] or string.format("\\u%04x", char:byte())
  end)
  return '"' .. body .. '"'
end

local function write_value(out, value, indent)
  local kind = type(value)
  if value == json.null or kind == "boolean" then
    out[#out + 1] = tostring(value)
  elseif kind == "string" then
    out[#out + 1] = quote(value)
  elseif kind == "number" then
    out[#out + 1] = math.type(value) == "integer" and tostring(value) or string.format("%.14g", value)
  elseif getmetatable(value) == object_mark then
    local keys = {}
    for key in pairs(value) do keys[#keys + 1] = key end
    table.sort(keys)
    out[#out + 1] = "{"
    for i, key in ipairs(keys) do
      out[#out + 1] = (i > 1 and "," or "") .. "\n" .. indent .. "  " .. quote(key) .. ": "
      write_value(out, value[key], indent .. "  ")
    end
    out[#out + 1] = #keys > 0 and "\n" .. indent .. "}" or "}"
  else
    out[#out + 1] = "["
    for i, item in ipairs(value) do
      out[#out + 1] = i > 1 and ", " or ""
      write_value(out, item, indent)
    end
    out[#out + 1] = "]"
  end
end

function json.encode(value)
  local out = {}
  write_value(out, value, "")
  return table.concat(out)
end

-- The report.

local here = (arg and arg[0] or ""):match("^(.*/)") or ""
local name = arg and arg[1] or here .. "data/library.json"
local file = assert(io.open(name))
local document = json.decode(file:read("a"))
file:close()

local books = document.books
print(document.name, #books .. " books", "open: " .. document.opened)
table.sort(books, function(a, b) return a.year < b.year or (a.year == b.year and a.title < b.title) end)
local by_language, price = {}, 0
for _, book in ipairs(books) do
  print(string.format("%5d  %-44s %s", book.year, book.title, table.concat(book.authors, ", ")))
  by_language[book.language] = (by_language[book.language] or 0) + 1
  if book.price ~= json.null then price = price + book.price end
end
local languages = {}
for language, count in pairs(by_language) do languages[#languages + 1] = language .. "=" .. count end
table.sort(languages)
print(table.concat(languages, " "), string.format("total %.2f", price))

books[1].tags[#books[1].tags + 1] = "oldest\tof \"all\""
books[1].price = json.null
local text = json.encode(document)
print(text)
assert(json.encode(json.decode(text)) == text, "writing what was read gives the same text")

for _, broken in ipairs { "[1, 2", '{"a" 1}', '"\\q"', "[01]", "{\n  \"a\": tru\n}", '"\\ud800"', "1 2", "" } do
  print(pcall(json.decode, broken))
end
