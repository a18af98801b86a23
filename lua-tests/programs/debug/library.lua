-- The debug library: what it tells of functions, calls and variables, and what it changes.
local function fields(t)
  local keys = {}
  for k in pairs(t) do keys[#keys + 1] = k end
  table.sort(keys)
  for i, k in ipairs(keys) do
    local v = t[k]
    if type(v) == "table" then
      local lines = {}
      for line in pairs(v) do lines[#lines + 1] = line end
      table.sort(lines)
      v = "{" .. table.concat(lines, " ") .. "}"
    elseif type(v) == "function" then v = "function" end
    keys[i] = k .. "=" .. tostring(v)
  end
  return table.concat(keys, " ")
end
local up1, up2 = 1, 2
local function sample(a, b, ...)
  local c = a

  if b then c = up1 end
  return c, up2
end

-- getinfo
print(fields(debug.getinfo(sample)))
print(fields(debug.getinfo(sample, "L")), fields(debug.getinfo(print, "SLu")))
print(fields(debug.getinfo(1)))
print(fields(debug.getinfo(load("return 1", "=chunk"), "SL")))
print(fields(debug.getinfo(load("\n\nreturn function() end", "@a/file.lua")(), "S")))
print(fields(debug.getinfo(load(string.dump(sample, true)), "SlLu")))
local t = setmetatable({}, { __index = function() return fields(debug.getinfo(1, "nt")) end })
print(t.x, t[1])
for _ in function() print(fields(debug.getinfo(1, "n"))) end do end
local function tail() return fields(debug.getinfo(1, "ntS")) end
print((function() return tail() end)())
print(pcall(debug.getinfo, 1, ">S"), pcall(debug.getinfo, 1, "x"), pcall(debug.getinfo, "no"), debug.getinfo(100))
print(pcall(debug.getinfo), pcall(debug.getinfo, 1, {}), pcall(debug.getinfo, coroutine.create(print), print, "Su"))

-- getlocal, setlocal: parameters, extra arguments, temporaries
local function locals(a, b, ...)
  local x <const> = 10
  local y = { a }
  do local hidden = 1 end
  for i = -3, 12 do
    local name, v = debug.getlocal(1, i)
    if name then print(i, name, type(v) == "table" and "table" or v) end
  end
  print(debug.setlocal(1, 1, "changed"), debug.setlocal(1, -2, "extra"), debug.setlocal(1, 100, 0), debug.setlocal(1, -3, 0))
  return a, ...
end
print(locals(1, 2, 3, 4))
for n = 0, 4 do print(debug.getlocal(locals, n)) end
print(debug.getlocal(print, 1), pcall(debug.getlocal, 100, 1), pcall(debug.setlocal, 100, 1, 1), pcall(debug.setlocal, 1, 1))
print(pcall(debug.getlocal, 1), pcall(debug.getlocal, "x", 1))
do
  local function probe() return debug.getlocal(2, 1) end
  print(select(2, pcall(probe, "argument")), (pcall(probe)))
end

-- upvalues
print(debug.getupvalue(sample, 1), debug.getupvalue(sample, 2), debug.getupvalue(sample, 3), debug.getupvalue(sample, 0))
print(debug.setupvalue(sample, 1, "new"), up1, debug.setupvalue(sample, 9, 1), debug.getupvalue(string.gmatch("x", "x"), 1))
local function counter() local n = 0 return function() n = n + 1 return n end end
local c1, c2 = counter(), counter()
print(debug.upvalueid(c1, 1) == debug.upvalueid(c2, 1), debug.upvalueid(c1, 2), type(debug.upvalueid(c1, 1)))
debug.upvaluejoin(c1, 1, c2, 1)
print(c1(), c2(), c1(), debug.upvalueid(c1, 1) == debug.upvalueid(c2, 1))
print(pcall(debug.upvaluejoin, c1, 2, c2, 1), pcall(debug.upvaluejoin, c1, 1, print, 1), pcall(debug.upvalueid, 1, 1))
print(pcall(debug.upvaluejoin, string.gmatch("x", "x"), 1, c1, 1))
print(debug.getupvalue(load(string.dump(c1, true)), 1), pcall(debug.setupvalue, c1, 1), pcall(debug.getupvalue, 1, 1))

-- metatables, registry, user values
debug.setmetatable(10, { __index = function(n, k) return k .. n end, __call = function(n, x) return n + x end })
print((5).x, (5)(6), debug.getmetatable(1).__index ~= nil)
debug.setmetatable(10, nil)
print(debug.getmetatable(1), pcall(debug.setmetatable, 1, 2), pcall(debug.setmetatable, 1), pcall(debug.getmetatable))
debug.setmetatable(nil, { __index = function() return "nothing" end })
print((nil).field)
debug.setmetatable(nil, nil)
debug.setmetatable(print, { __index = { name = "print" } })
print(print.name)
debug.setmetatable(print, nil)
print(debug.setmetatable(t, nil) == t, getmetatable(t), type(debug.getregistry()), debug.getregistry()[2] == _G)
print(debug.getuservalue(io.stdout), debug.getuservalue(1), debug.setuservalue(io.stdout, 1), pcall(debug.setuservalue, 1, 2))
print(pcall(debug.setuservalue, io.stdout), debug.getuservalue(io.stdout, 0), pcall(debug.getuservalue, io.stdout, "x"))
print(debug.setcstacklimit(1000), pcall(debug.setcstacklimit))

-- coroutines: levels, variables and tracebacks of another thread
local co = coroutine.create(function(a, ...)
  local inner = a * 2
  coroutine.yield(inner)
  error({})
end)
print(debug.traceback(co), debug.traceback(co, "message"), debug.traceback(co, nil, 1))
print(debug.getinfo(co, 0), debug.getinfo(co, 1), pcall(debug.getlocal, co, 0, 1))
print(coroutine.resume(co, 21, "extra"))
print(debug.traceback(co))
print(debug.traceback(co, "from the second", 1))
print(fields(debug.getinfo(co, 1, "Sl")), fields(debug.getinfo(co, 0, "Snl")), debug.getinfo(co, 2))
print(debug.getlocal(co, 1, 1), debug.getlocal(co, 1, 2), debug.getlocal(co, 1, -1), debug.getlocal(co, 1, 7))
print(debug.setlocal(co, 1, 2, "other"), debug.getlocal(co, 1, 2))
print((coroutine.resume(co)), (debug.traceback(co):gsub("^.*traceback", "...")))
print(debug.getlocal(co, 1, 1), debug.getlocal(co, 1, 2))
co = coroutine.create(function(x) local y = x; y() end)
print(coroutine.resume(co))
print(debug.getlocal(co, 0, 1), debug.getlocal(co, 0, 2), debug.getlocal(co, 0, 3), debug.getlocal(co, 0, 4), fields(debug.getinfo(co, 0, "nSl")))
print(debug.setlocal(co, 0, 2, "later"), debug.getlocal(co, 0, 2), fields(debug.getinfo(co, 0, "fL")))
