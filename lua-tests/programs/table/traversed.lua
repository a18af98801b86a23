-- Traversals that do not go through calls: what may happen to the table and to the loop meanwhile.
local function keys(t, change)
  local seen = {}
  for k, v in pairs(t) do
    seen[#seen + 1] = tostring(k) .. "=" .. tostring(v)
    if change then change(t, k, v) end
  end
  table.sort(seen)
  return table.concat(seen, " ")
end

local function mixed() return { 1, 2, nil, 4, a = "x", b = "y", [2.5] = "f", [true] = "t", [100] = "hundred" } end
print(keys(mixed()))
print(keys(mixed(), function(t, k) t[k] = nil end))
print(keys(mixed(), function(t, k, v) t[k] = tostring(v) .. "!" end))
print(keys({}), keys({ n = 1 }), keys({ 7 }))

-- one variable, three variables, none of the library's iterators
for k in pairs({ only = 1 }) do print(k) end
for k, v, extra in pairs({ "v" }) do print(k, v, extra) end
for k, v, extra in next, { "v" } do print(k, v, extra) end
for k, v in next, { 1, 2, 3 }, 2 do print(k, v) end
print(pcall(function() for k in next, { 1 }, "no key" do print(k) end end))
print(pcall(function() for k in next, 5 do print(k) end end))

-- a collection in the middle
for k, v in pairs(mixed()) do collectgarbage() end

-- the control variable's slot may be reused: loops in loops, and breaks
local count = 0
for i = 1, 3 do
  for k in pairs({ a = 1, b = 2, c = 3 }) do
    for k2 in pairs({ x = 1, y = 2 }) do count = count + 1 end
    if i == 2 then break end
  end
end
print(count)

-- ipairs stops at nil, sees what is written, and asks metamethods
for i, v in ipairs({ 1, 2, nil, 4 }) do io.write(i, ":", v, " ") end
local grown = { 1 }
for i, v in ipairs(grown) do if i < 5 then grown[i + 1] = i * i end io.write(i, ":", v, " ") end
local proxy = setmetatable({ 1 }, { __index = function(_, i) if i < 4 then return "m" .. i end end })
for i, v in ipairs(proxy) do io.write(i, ":", v, " ") end
for i, v in ipairs("text") do print(i, v) end
print()

-- fields that are new, removed, and metamethods that appear in a metatable
local mt = {}
local object = setmetatable({}, mt)
print(object.x)
mt.__index = { x = "inherited" }
print(object.x)
mt.__index = nil
print(object.x)
mt.__index = function(_, name) return name .. "!" end
print(object.x, object.y)
