-- Scanning a text byte by byte, as a lexer does: string.byte, string.sub, a table of keywords.
local byte, sub = string.byte, string.sub
local keywords = { ["if"] = true, ["then"] = true, ["end"] = true, ["local"] = true, ["return"] = true }
local line = "local total_%d = (alpha + %d) * beta[%d] if total_%d ~= 10 then return 'text %d' end\n"
local lines = {}
for i = 1, 500 do lines[i] = (line:gsub("%%d", i)) end
local text = table.concat(lines)

local function is_letter(c) return c >= 97 and c <= 122 or c >= 65 and c <= 90 or c == 95 end
local function is_digit(c) return c >= 48 and c <= 57 end

local function scan(source)
  local position, length, counts = 1, #source, { name = 0, keyword = 0, number = 0, string = 0, symbol = 0 }
  local hash = 0
  while position <= length do
    local c, start = byte(source, position), position
    position = position + 1
    local kind
    if c == 32 or c == 10 then
      kind = nil
    elseif is_letter(c) then
      while position <= length do
        c = byte(source, position)
        if not (is_letter(c) or is_digit(c)) then break end
        position = position + 1
      end
      kind = keywords[sub(source, start, position - 1)] and "keyword" or "name"
    elseif is_digit(c) then
      while position <= length and is_digit(byte(source, position)) do position = position + 1 end
      kind = "number"
    elseif c == 39 then
      while byte(source, position) ~= 39 do position = position + 1 end
      position = position + 1
      kind = "string"
    else
      kind = "symbol"
    end
    if kind then
      counts[kind] = counts[kind] + 1
      hash = (hash * 31 + #sub(source, start, position - 1)) % 1000000007
    end
  end
  return counts, hash
end

local counts, hash
for _ = 1, 80 do counts, hash = scan(text) end
assert(counts.string == 500 and counts.keyword == 2500)
print(counts.name, counts.keyword, counts.number, counts.symbol, hash)
