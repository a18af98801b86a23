-- A call that makes the stack grow may also be where the collector runs, which shrinks stacks:
-- it must not take away the room that the call has just asked for.
collectgarbage("incremental", 100, 1000, 40) -- every step is a whole cycle, and always due

local names, values = {}, {}
for i = 1, 199 do names[i], values[i] = "v" .. i, tostring(i) end
local wide = assert(load("local t = ... local " .. table.concat(names, ", ") .. " = "
  .. table.concat(values, ", ") .. " return v1 + v199 + t.x"))

local sum = 0
for i = 1, 200 do
  sum = sum + coroutine.wrap(function()
    local t = {}
    t.x = i -- memory that no step has paid for yet
    return wide(t)
  end)()
end
print(sum)

local function count(...) return select("#", ...), #{ ... }, (select(select("#", ...), ...)) end
local many = {}
for i = 1, 3000 do many[i] = i end
for i = 1, 20 do
  print(coroutine.wrap(function()
    local t = {}
    t[1] = i
    return count(table.unpack(many))
  end)())
end
