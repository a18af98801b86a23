-- Backtracking over small arrays: all ways to place queens on a board.
local function queens(n)
  local columns, rising, falling, count = {}, {}, {}, 0
  local function place(row)
    if row > n then
      count = count + 1
      return
    end
    for column = 1, n do
      if not columns[column] and not rising[row + column] and not falling[row - column + n] then
        columns[column], rising[row + column], falling[row - column + n] = true, true, true
        place(row + 1)
        columns[column], rising[row + column], falling[row - column + n] = false, false, false
      end
    end
  end
  place(1)
  return count
end
local result = queens(12)
assert(result == 14200)
print(result)
