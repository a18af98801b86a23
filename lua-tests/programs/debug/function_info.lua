-- What debug.getinfo says of functions of many shapes.
local up1, up2 = 1, 2
local shapes = { function() end, function(a) end, function(a, b, c) end, function(...) end,
  function(a, ...) end, function() return up1 end, function() return up1, up2 end,
  function(self) return self.x, up1 end, print, string.rep, coroutine.wrap(print), load("return 1"),
  load("return ..., x"), string.gmatch("", ""), math.random, (ipairs {}) }
for i,
  f in ipairs(shapes) do local t = debug.getinfo(f, "Su") print(i, t.what, t.short_src, t.linedefined, t.lastlinedefined, t.nparams, t.isvararg, t.nups) end
local t = debug.getinfo(1, "Slnutr")
print(t.what, t.currentline, t.name, t.namewhat, t.nups, t.nparams, t.isvararg, t.istailcall, t.ftransfer,
  t.ntransfer, t.source)
t = debug.getinfo(print)
print(t.what, t.currentline, t.short_src, t.source, t.linedefined, t.func == print, t.activelines)
local function multi(a,
  b)
  local x = a

  return x,
    b
end
t = debug.getinfo(multi, "SL") print(t.linedefined, t.lastlinedefined) local l = {}
for k in pairs(t.activelines) do l[#l + 1] = k end table.sort(l) print(table.concat(l, " "))
print(debug.getinfo(load("\n\n\nreturn 1", "=x"), "S").linedefined,
  debug.getinfo(load("x = 1", "@f.lua"), "S").source,
  debug.getinfo(load("x = 1", "code text"), "S").short_src,
  debug.getinfo(load("x = 1\ny = 2"), "S").short_src)
print(pcall(debug.getinfo, 1, "?")) print(pcall(debug.getinfo, print, ">S"))
print(debug.getinfo(99), select("#", debug.getinfo(1)))
print(debug.getinfo(1, "f").func ~= nil, debug.getinfo(coroutine.create(multi), 0),
  next(debug.getinfo(1, "")))
