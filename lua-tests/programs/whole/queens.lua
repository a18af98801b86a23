-- Eight queens by backtracking, all solutions through a coroutine.
local N = 8
local function place(board, row)
  if row > N then coroutine.yield(table.concat(board)) return end
  for col = 1, N do
    local safe = true
    for r = 1, row - 1 do
      if board[r] == col or math.abs(board[r] - col) == row - r then safe = false break end
    end
    if safe then
      board[row] = col
      place(board, row + 1)
      board[row] = nil
    end
  end
end
local count, first, last = 0
for solution in coroutine.wrap(function() place({}, 1) end) do
  count = count + 1
  first = first or solution
  last = solution
end
print(count, first, last)
