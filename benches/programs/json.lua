-- A JSON round trip: a recursive encoder, and a decoder made of patterns and string.find.
local function encode(value, out)
  local kind = type(value)
  if kind == "table" then
    if #value > 0 then
      out[#out + 1] = "["
      for i, item in ipairs(value) do
        if i > 1 then out[#out + 1] = "," end
        encode(item, out)
      end
      out[#out + 1] = "]"
    else
      local keys = {}
      for key in pairs(value) do keys[#keys + 1] = key end
      table.sort(keys)
      out[#out + 1] = "{"
      for i, key in ipairs(keys) do
        if i > 1 then out[#out + 1] = "," end
        encode(key, out)
        out[#out + 1] = ":"
        encode(value[key], out)
      end
      out[#out + 1] = "}"
    end
  elseif kind == "string" then
    out[#out + 1] = '"' .. value:gsub('[%c"\\]', function(c) return string.format("\\u%04x", c:byte()) end) .. '"'
  else
    out[#out + 1] = tostring(value)
  end
end

local literals = { ["true"] = true, ["false"] = false }
local decode
local function skip(text, position) return text:find("%S", position) end
local function decode_string(text, position)
  local stop = text:find('"', position + 1, true)
  local content = text:sub(position + 1, stop - 1)
  if content:find("\\", 1, true) then
    content = content:gsub("\\u(%x%x%x%x)", function(code) return string.char(tonumber(code, 16)) end)
  end
  return content, stop + 1
end
local function decode_list(text, position)
  local list = {}
  position = skip(text, position + 1)
  while text:byte(position) ~= 93 do
    list[#list + 1], position = decode(text, position)
    position = skip(text, position)
    if text:byte(position) == 44 then position = skip(text, position + 1) end
  end
  return list, position + 1
end
local function decode_object(text, position)
  local object, key = {}, nil
  position = skip(text, position + 1)
  while text:byte(position) ~= 125 do
    key, position = decode_string(text, position)
    position = skip(text, skip(text, position) + 1)
    object[key], position = decode(text, position)
    position = skip(text, position)
    if text:byte(position) == 44 then position = skip(text, position + 1) end
  end
  return object, position + 1
end
function decode(text, position)
  local c = text:sub(position, position)
  if c == "{" then return decode_object(text, position) end
  if c == "[" then return decode_list(text, position) end
  if c == '"' then return decode_string(text, position) end
  local _, stop, word = text:find("^([%w%.%-%+]+)", position)
  local literal = literals[word]
  if literal == nil then literal = tonumber(word) end
  return literal, stop + 1
end

local people = {}
for i = 1, 200 do
  people[i] = {
    id = i,
    name = "Person \"" .. i .. "\"",
    ratio = i + 0.25,
    active = i % 3 == 0,
    tags = { "a" .. i % 7, "line\nbreak", "plain text without anything to escape" },
    address = { street = "Road " .. i * 17 % 100, position = { i * 3, i * 5, -i } },
  }
end
local first
for _ = 1, 100 do
  local out = {}
  encode(people, out)
  local text = table.concat(out)
  first = first or text
  assert(text == first)
  people = decode(text, 1)
end
print(#first, people[200].name, people[7].tags[2], people[9].address.position[3])
