-- Reads length-prefixed programs two by two, writes for each pair a line: whether the reference compiles both to the
-- same code, lines and debug information apart.

local function canonical(binary)
  local at, kept = 1, {}
  local function size()
    local value = 0
    repeat
      local byte = binary:byte(at)
      at = at + 1
      value = value << 7 | byte & 0x7f
    until byte & 0x80 ~= 0
    return value
  end
  local function keep(length)
    kept[#kept + 1] = binary:sub(at, at + length - 1)
    at = at + length
  end
  local function keep_size()
    local value = size()
    kept[#kept + 1] = value .. ";"
    return value
  end
  local function keep_string()
    local length = keep_size()
    if length > 0 then keep(length - 1) end
  end
  local function keep_function()
    keep_string()           -- source
    size() size()           -- lines
    keep(3)                 -- parameters, vararg, stack
    keep(4 * keep_size())   -- code
    for _ = 1, keep_size() do
      local kind = binary:byte(at)
      keep(1)
      if kind == 0x03 or kind == 0x13 then keep(8)
      elseif kind == 0x04 or kind == 0x14 then keep_string() end
    end
    keep(3 * keep_size())   -- upvalues
    for _ = 1, keep_size() do keep_function() end
    for _ = 1, 4 do assert(size() == 0) end   -- debug information was stripped
  end
  keep(4 + 1 + 1 + 6 + 3 + 8 + 8 + 1)
  keep_function()
  assert(at == #binary + 1)
  return table.concat(kept)
end

local programs = io.read("a")
local at = 1
while at <= #programs do
  local first, second
  first, second, at = string.unpack("<s4s4", programs, at)
  local expected = assert(load(first))
  local got, message = load(second)
  if not got then
    print(message)
  else
    print(canonical(string.dump(expected, true)) == canonical(string.dump(got, true)) and "same" or "different")
  end
end
