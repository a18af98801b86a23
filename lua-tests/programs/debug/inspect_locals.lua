-- A dump of locals and upvalues of each level, as a debugger shows it.
local function dump(level)
  local out = {}
  local i = 1
  while true do
    local name, value = debug.getlocal(level + 1, i)
    if not name then break end
    if name:sub(1,
      1) ~= "(" then out[#out + 1] = name .. "=" .. (type(value) == "table" and "{}" or type(value) == "function" and "fn" or tostring(value)) end
    i = i + 1
  end
  local f = debug.getinfo(level + 1, "f").func
  for u = 1,
    20 do local name, value = debug.getupvalue(f, u) if not name then break end if name ~= "_ENV" then out[#out + 1] = "^" .. name .. "=" .. type(value) end end
  return table.concat(out, " ")
end
local outer = "upvalue"
local function inner(a, b, ...)
  local c = a + b
  for i = 1, 2 do local sq = i * i if i == 2 then print(dump(1)) end end
  for k, v in pairs { x = outer } do print(dump(1)) end
  do local scoped <const> = {} local closed <close> = nil print(dump(1)) end
  local late
  print(dump(1)) print(dump(2)) late = 1
  return c
end
local function caller(p) local before = p local r = inner(p, 2, "extra") local after = r return after end
print(caller(40)) print(pcall(debug.getlocal, 50, 1))
print(debug.getlocal(inner, 1), debug.getlocal(inner, 2), debug.getlocal(inner, 3))
