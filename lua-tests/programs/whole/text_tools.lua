-- split, trim, wrap, centre, tables in columns, word counts, Caesar, palindromes, Roman numerals.
local function split(s, sep) local r = {} for piece in (s .. sep):gmatch("(.-)" .. sep:gsub("%p", "%%%0")) do r[#r + 1] = piece end return r end
local function trim(s) return (s:gsub("^%s+", ""):gsub("%s+$", "")) end
local function wrap(s, w) local lines, line = {}, "" for word in s:gmatch("%S+") do if #line + #word + 1 > w and line ~= "" then lines[#lines + 1] = line line = word else line = line == "" and word or line .. " " .. word end end lines[#lines + 1] = line return lines end
print(table.concat(split("a,b,,c", ","), "|"), #split("", ","), table.concat(split("1..2..3", ".."), "|"))
print("[" .. trim "  x y \t\n" .. "]", "[" .. trim "" .. "]", "[" .. trim "   " .. "]")
print(table.concat(wrap("The quick brown fox jumps over the lazy dog and runs away from everything", 20), "\n"))
local counts, order = {}, {}
for w in ("To be or not to be that is the question to be"):lower():gmatch("%a+") do if not counts[w] then order[#order + 1] = w end counts[w] = (counts[w] or 0) + 1 end
table.sort(order,
  function(a, b) if counts[a] ~= counts[b] then return counts[a] > counts[b] end return a < b end)
for i = 1, 4 do io.write(order[i], "=", counts[order[i]], " ") end print()
local function caesar(s, k) return (s:gsub("%a", function(c) local base = c:match("%l") and 97 or 65 return string.char((c:byte() - base + k) % 26 + base) end)) end
print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3))
local function palindrome(s) s = s:lower():gsub("%A", "") return s == s:reverse() end
print(palindrome "A man, a plan, a canal: Panama", palindrome "no", palindrome "")
local function roman(n) local r = "" for _, p in ipairs { { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" }, { 50, "L" }, { 40, "XL" }, { 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" }, { 1, "I" } } do while n >= p[1] do r, n = r .. p[2], n - p[1] end end return r end
for _, n in ipairs { 1, 4, 9, 14, 1987, 2024, 3999 } do io.write(roman(n), " ") end print()
for _, row in ipairs { { "name", "qty", "price" }, { "apple", 3, 1.5 },
  { "watermelon", 12,
  10.25 } } do print(("%-12s|%5s|%8s"):format(row[1], row[2], type(row[3]) == "number" and ("%.2f"):format(row[3]) or row[3])) end
print(("%s"):rep(3, "-"):format("a", "b", "c"), ("x"):rep(3, ", "),
  ("title case words"):gsub("(%a)(%w*)", function(a, b) return a:upper() .. b end))
