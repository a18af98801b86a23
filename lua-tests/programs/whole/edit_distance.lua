-- Edit distance and longest common subsequence by dynamic programming.
local function distance(a, b)
  local row = {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local diagonal = row[0]
    row[0] = i
    for j = 1, #b do
      local cost = a:byte(i) == b:byte(j) and 0 or 1
      diagonal, row[j] = row[j], math.min(row[j] + 1, row[j - 1] + 1, diagonal + cost)
    end
  end
  return row[#b]
end
local function lcs(a, b)
  local t = setmetatable({},
    { __index = function() return setmetatable({}, { __index = function() return "" end }) end })
  for i = 1, #a do
    t[i] = setmetatable({}, { __index = function() return "" end })
    for j = 1, #b do
      if a:sub(i, i) == b:sub(j, j) then t[i][j] = t[i - 1][j - 1] .. a:sub(i, i)
      else t[i][j] = #t[i - 1][j] >= #t[i][j - 1] and t[i - 1][j] or t[i][j - 1] end
    end
  end
  return t[#a][#b]
end
for _, pair in ipairs { { "kitten", "sitting" }, { "flaw", "lawn" }, { "", "abc" }, { "same", "same" }, { "intention", "execution" } } do
  print(pair[1], pair[2], distance(pair[1], pair[2]), lcs(pair[1], pair[2]))
end
