-- break leaves one loop; return leaves the function from any depth.
local function find(t, x) for i, row in ipairs(t) do for j, v in ipairs(row) do if v == x then return i, j end end end return nil end
print(find({ { 1, 2 }, { 3, 4 } }, 3)) print(find({ { 1 } }, 9))
local r = {}
for i = 1, 3 do for j = 1, 3 do if j == 2 then break end r[#r + 1] = i .. j end end
print(table.concat(r, " "))
local n = 0
while true do n = n + 1 if n > 5 then break end if n % 2 == 0 then goto continue end io.write(n, " ") ::continue:: end
print(n)
repeat local done = true if done then break end until false
local function early(x) do if x then return "early" end end return "late" end
print(early(true), early(false))
local function nothing() return end
print(nothing(), select("#", nothing()))
local function semicolon() return 1; end
print(semicolon())
local function multiple() return 1, (function() return 2, 3 end)() end
print(multiple())
for i = 1,
  3 do local ok = pcall(function() if i == 2 then error() end end) if not ok then print("broke at", i) break end end
for _, f in ipairs { function() for i = 1, 10 do if i == 4 then return i end end end,
  function() while true do return "while" end end,
  function() repeat return "repeat" until nil end } do print(f()) end
