-- Tables, functions, threads and userdata are equal only to themselves; strings and numbers by value.
local t, f = {}, function() end
print(t == t, t == {}, {} == {}, f == f, f == function() end, print == print, io.stdout == io.stdout)
print("a" .. "b" == "ab", 1 == 1.0, 2 ^ 53 == 2 ^ 53 + 0, "1" == 1, 0.1 + 0.2 == 0.3, -0.0 == 0)
local function make() return function() end end
print(make() == make(), make == make)
local keys = { [t] = "table", [f] = "function", [print] = "native", [1] = "number", ["1"] = "string",
  [true] = "boolean" }
print(keys[t], keys[{}], keys[f], keys[print], keys[1.0], keys["1"], keys[true], keys[false])
local co = coroutine.create(print)
keys[co] = "thread"
print(keys[co], keys[coroutine.create(print)], co == co)
local function same(a, b) return a == b, rawequal(a, b), not (a ~= b) end
print(same(t, t))
print(same("x", "x"))
print(same(1, 1.0))
print(same(0 / 0, 0 / 0))
print(same(("x"):rep(100), ("x"):rep(100)))
