-- Counts lines, words and bytes of text files, as wc does, and shows their most frequent words.
-- Usage: lua wordcount.lua [FILE...]

local function count(name)
  local file, message = io.open(name)
  if not file then return nil, message end
  local lines, words, bytes, frequency = 0, 0, 0, {}
  for line in file:lines("L") do
    lines = lines + 1
    bytes = bytes + #line
    for word in line:gmatch("%f[%a][%a']+") do
      words = words + 1
      word = word:lower():gsub("'s?$", "")
      frequency[word] = (frequency[word] or 0) + 1
    end
  end
  file:close()
  return { lines = lines, words = words, bytes = bytes, frequency = frequency }
end

local function most_frequent(frequency, wanted)
  local list = {}
  for word, times in pairs(frequency) do
    if #word > 3 then list[#list + 1] = { word = word, times = times } end
  end
  table.sort(list, function(a, b)
    if a.times ~= b.times then return a.times > b.times end
    return a.word < b.word
  end)
  return table.move(list, 1, math.min(wanted, #list), 1, {})
end

local here = (arg and arg[0] or ""):match("^(.*/)") or ""
local names = { table.unpack(arg or {}) }
if #names == 0 then names = { here .. "data/voyage.txt" } end

local failed = false
for _, name in ipairs(names) do
  local result, message = count(name)
  if result then
    print(string.format("%7d %7d %7d %s", result.lines, result.words, result.bytes, name:match("[^/]*$")))
    local top = most_frequent(result.frequency, 12)
    local widest = top[1] and top[1].times or 1
    for rank, entry in ipairs(top) do
      local bar = ("#"):rep(entry.times * 40 // widest)
      print(string.format("%4d. %-12s %3d %5.1f%% %s", rank, entry.word, entry.times,
        100 * entry.times / result.words, bar))
    end
    local lengths = {}
    for word, times in pairs(result.frequency) do lengths[#word] = (lengths[#word] or 0) + times end
    for length = 1, 14 do io.write(string.format("%d:%d ", length, lengths[length] or 0)) end
    io.write("\n")
  else
    failed = true
    io.stderr:write("wordcount: ", message, "\n")
  end
end
os.exit(not failed)
