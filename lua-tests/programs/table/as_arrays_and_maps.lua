-- Idioms: counting, grouping, inverting, slicing, uniqueness, membership, zipping.
local words = { "b", "a", "c", "a", "b", "a" }
local counts = {} for _, w in ipairs(words) do counts[w] = (counts[w] or 0) + 1 end
print(counts.a, counts.b, counts.c, counts.d)
local function keys(t) local r = {} for k in pairs(t) do r[#r + 1] = k end table.sort(r) return r end
print(table.concat(keys(counts), ""))
local groups = {} for i = 1, 10 do local g = i % 3 groups[g] = groups[g] or {} table.insert(groups[g], i) end
for g = 0, 2 do io.write(table.concat(groups[g], ","), ";") end print()
local function invert(t) local r = {} for k, v in pairs(t) do r[v] = k end return r end
print(invert({ "x", "y", "z" }).y, invert(invert({ a = 1, b = 2 })).b)
local function slice(t, a, b) return { table.unpack(t, a, b) } end
print(table.concat(slice(words, 2, 4), ""), #slice(words, 5, 4),
  table.concat(table.move(words, 3, 5, 1, {}), ""))
local function unique(t) local seen, r = {}, {} for _, v in ipairs(t) do if not seen[v] then seen[v] = true r[#r + 1] = v end end return r end
print(table.concat(unique(words), ""))
local function contains(t, x) for i, v in ipairs(t) do if v == x then return i end end return nil end
print(contains(words, "c"), contains(words, "q"))
local function merge(a, b) local r = {} for k, v in pairs(a) do r[k] = v end for k, v in pairs(b) do r[k] = v end return r end
local m = merge({ x = 1, y = 2 }, { y = 3, z = 4 }) print(m.x, m.y, m.z)
local function reverse(t) for i = 1, #t // 2 do t[i], t[#t - i + 1] = t[#t - i + 1], t[i] end return t end
print(table.concat(reverse { 1, 2, 3, 4, 5 }, ""), #reverse {})
for i = #words, 1, -1 do if words[i] == "a" then table.remove(words, i) end end print(table.concat(words, ""))
