-- ipairs: until the first nil, through metamethods, from what is not a table.
for i, v in ipairs { "a", "b", nil, "d" } do io.write(i, v, " ") end print()
for i,
  v in ipairs(setmetatable({},
  { __index = function(_, i) return i < 4 and i * 2 or nil end })) do io.write(i, ":", v, " ") end
print()
for i, v in ipairs("str") do print(i, v) end
print(pcall(function() for i in ipairs(nil) do end end)) print(pcall(function() for i in ipairs() do end end))
print(pcall(function() for i in ipairs(5) do end end))
print(pcall(function() for i in ipairs(print) do end end))
local f, s, c = ipairs { 1 }
print(type(f), type(s), c, f(s, 0)) print(f(s, 1)) print(pcall(f)) print(pcall(f, s)) print(pcall(f, s, "x"))
print(f(s, "0")) print(f(s, 0.0)) print(pcall(f, s, 0.5)) print(pcall(f, nil, 0))
local t = { 1, 2, 3 }
for i, v in ipairs(t) do if i < 10 then t[i + 1] = v + 1 end end
print(#t)
for i in ipairs(t) do t[i] = nil end
print(#t, next(t))
print(select("#", ipairs {}), ipairs {} == ipairs {},
  f(setmetatable({}, { __index = function(_, k) return k end }), math.maxinteger))
for i, v in ipairs(setmetatable({ "raw" }, { __index = { "x", "inherited" },
  __len = function() return 0 end })) do io.write(i, v, " ") end
print()
