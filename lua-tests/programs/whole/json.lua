-- A JSON printer and reader, with sorted keys and error positions.
local function encode(v)
  local t = type(v)
  if t == "table" then
    local parts = {}
    if #v > 0 or next(v) == nil then for _, x in ipairs(v) do parts[#parts + 1] = encode(x) end return "[" .. table.concat(parts, ",") .. "]" end
    local keys = {}
    for k in pairs(v) do keys[#keys + 1] = k end
    table.sort(keys)
    for _, k in ipairs(keys) do parts[#parts + 1] = encode(k) .. ":" .. encode(v[k]) end
    return "{" .. table.concat(parts, ",") .. "}"
  elseif t == "string" then return '"' .. v:gsub('[%c"\\]', function(c) return ("\\u%04x"):format(c:byte()) end) .. '"'
  elseif t == "number" or t == "boolean" or t == "nil" then return v == nil and "null" or tostring(v) end
  error("cannot encode a " .. t)
end
local decode
local function skip(s, i) return s:find("%S", i) or #s + 1 end
local function fail(s, i, what) error(("%s expected at %d near '%s'"):format(what, i, s:sub(i, i + 4)), 0) end
local function list(s, i, close, item)
  i = skip(s, i)
  if s:sub(i, i) == close then return i + 1 end
  while true do
    i = skip(s, item(i))
    local c = s:sub(i, i)
    if c == close then return i + 1 elseif c ~= "," then fail(s, i, "',' or '" .. close .. "'") end
    i = skip(s, i + 1)
  end
end
function decode(s, i)
  i = skip(s, i or 1)
  local c = s:sub(i, i)
  if c == "[" then local t = {} return t, list(s, i + 1, "]", function(j) local v v, j = decode(s, j) t[#t + 1] = v return j end) end
  if c == "{" then
    local t = {}
    return t, list(s, i + 1, "}", function(j)
      local k, v
      k, j = decode(s, j)
      j = skip(s, j)
      if s:sub(j, j) ~= ":" then fail(s, j, "':'") end
      v, j = decode(s, j + 1)
      t[k] = v
      return j
    end)
  end
  if c == '"' then local e = s:find('"', i + 1, true) or fail(s, i, "closing quote") return s:sub(i + 1, e - 1), e + 1 end
  local n, e = s:match("^(-?%d+%.?%d*[eE]?[+-]?%d*)()", i)
  if n then return tonumber(n), e end
  for word,
    value in pairs { ["true"] = true,
    ["false"] = false } do if s:sub(i, i + #word - 1) == word then return value, i + #word end end
  fail(s, i, "value")
end
print(encode { 1, 2.5, "a\n\"b\"", true, { x = { y = {} }, [1] = nil } })
print(encode((decode ' { "k" : [ 1, 2.50, -3e2, "s", true, { "n": {} } ], "a": [] } ')))
for _, bad in ipairs { "", "[1", "[1 2]", '{"a" 1}', '"abc', "[tru]", "{1:}" } do print(pcall(decode, bad)) end
print(pcall(encode, { print }))
