-- Tables to source text with %q and back through load, cycles included.
local function serialize(root)
  local seen, lines, count = {}, {}, 0
  local function value(v)
    if type(v) ~= "table" then return ("%q"):format(v) end
    if not seen[v] then
      count = count + 1
      local name = "t[" .. count .. "]"
      seen[v] = name
      lines[#lines + 1] = name .. " = {}"
      local keys = {}
      for k in pairs(v) do keys[#keys + 1] = k end
      table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
      for _,
        k in ipairs(keys) do local kv, vv = value(k), value(v[k]) lines[#lines + 1] = name .. "[" .. kv .. "] = " .. vv end
    end
    return seen[v]
  end
  local r = value(root)
  return "local t = {}\n" .. table.concat(lines, "\n") .. "\nreturn " .. r
end
local data = { 1, 2.5, "line\nbreak", true, nested = { -0.0, 1e300, math.mininteger, math.huge }, [false] = "no" }
data.self = data
data.nested.up = data
local text = serialize(data)
print(text)
local copy = load(text)()
print(copy.self == copy, copy.nested.up == copy, copy[3] == data[3], copy[false],
  copy.nested[3] == math.mininteger, copy.nested[4], 1 / copy.nested[1])
print(serialize(copy) == text)
