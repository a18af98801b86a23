-- Functions in variables, fields, arguments, results, keys; names do not matter.
local function f() return "f" end
local g, t = f, { f, f = f, [f] = "by function" }
print(g(), t[1](), t.f(), t[f], t[g], f == g, t[1] == t.f)
local function apply(fn, ...) return fn(...) end
print(apply(f), apply(string.upper, "x"), apply(apply, apply, f),
  apply(function(...) return select("#", ...) end, 1, nil), apply(select, 2, "a", "b"))
local function make(n) return function(x) return x + n end end
print(make(1)(2), make(10)(make(5)(0)), apply(make, 3)(4))
local ops = { ["+"] = function(a, b) return a + b end, ["-"] = function(a, b) return a - b end,
  max = math.max }
print(ops["+"](1, 2), ops["-"](5, 3), ops.max(4, 9))
local saved = print print = function(...) saved("wrapped:", ...) end print("x", 1) print = saved print("plain")
local compose = function(...) local fs = table.pack(...) return function(x) for i = fs.n, 1, -1 do x = fs[i](x) end return x end end
print(compose(tostring, math.abs, function(x) return -x end)(5), compose()(7))
print(type(f), type(print), tostring(f):match("^function: ") ~= nil,
  tostring(print):match("^function: ") ~= nil, pcall(function() return f.x end),
  f ~= function() return "f" end)
