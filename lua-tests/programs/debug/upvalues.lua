-- debug.getupvalue, setupvalue, upvalueid, upvaluejoin.
local a, b, c = 1, 2, 3
local function f() return a, b end local function g() return b, c end local function h() c = c + 1 return c end
print(debug.getupvalue(f, 1)) print(debug.getupvalue(f, 2)) print(debug.getupvalue(f, 3))
print(debug.setupvalue(f, 1, "new"), a) print(debug.setupvalue(f, 9, "x")) print(f())
print(debug.upvalueid(f, 2) == debug.upvalueid(g, 1), debug.upvalueid(f, 1) == debug.upvalueid(g, 1),
  type(debug.upvalueid(f, 1)), pcall(debug.upvalueid, f, 5))
print(debug.upvalueid(print, 1), debug.upvalueid(f, 0))
debug.upvaluejoin(f, 1, h, 1) h() print(f()) print(a, c) debug.upvaluejoin(f, 1, g, 1) print(f())
print(pcall(debug.upvaluejoin, f, 9, g, 1)) print(pcall(debug.upvaluejoin, f, 1, g, 9))
print(pcall(debug.upvaluejoin, print, 1, g, 1)) print(pcall(debug.upvaluejoin, f, 1, print, 1))
print(pcall(debug.upvaluejoin)) print(pcall(debug.upvaluejoin, f, 1))
print(pcall(debug.upvaluejoin, {}, 1, g, 1)) print(pcall(debug.upvaluejoin, f, "x", g, 1))
print(pcall(debug.getupvalue)) print(pcall(debug.getupvalue, f)) print(pcall(debug.getupvalue, {}, 1))
print(pcall(debug.getupvalue, f, {})) print(pcall(debug.setupvalue, f, 1)) print(pcall(debug.setupvalue))
print(pcall(debug.upvalueid, {}, 1)) print(pcall(debug.upvalueid, f)) print(pcall(debug.getupvalue, f, "1"))
print(pcall(debug.getupvalue, f, -1))
print(debug.getupvalue(string.gmatch("x", "x"), 1)) print(debug.getupvalue(string.gmatch("x", "x"), 2))
print(debug.setupvalue(string.gmatch("abc", "%a"), 1, "xyz") == "") local gm = string.gmatch("abc", "%a")
print(debug.getupvalue(load("return x"), 1)) local ch = load("return x")
debug.setupvalue(ch, 1, { x = "env" }) print(ch())
print(debug.getupvalue(load(string.dump(f)), 1), debug.getupvalue(load(string.dump(f, true)), 1),
  debug.getupvalue(coroutine.wrap(print), 1) == "")
