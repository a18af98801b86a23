-- Changing upvalues from outside: setupvalue, upvaluejoin, environments, counters that share.
local function counter() local n = 0 return function() n = n + 1 return n end end
local a, b = counter(), counter() a() a() b() print(a(), b()) debug.setupvalue(a, 1, 100) print(a())
debug.upvaluejoin(b, 1, a, 1) print(b(), a(), b()) print(debug.upvalueid(a, 1) == debug.upvalueid(b, 1))
local function find(f, name) for i = 1, 255 do local n, v = debug.getupvalue(f, i) if not n then return end if n == name then return i, v end end end
local x, y = "x", "y" local function f() return x .. y, print ~= nil end print(find(f, "x"))
print(find(f, "y")) print(find(f, "_ENV") ~= nil, find(f, "z")) debug.setupvalue(f, find(f, "y"), "Y")
print((f()), y)
local function with_env(f, env) local i = find(f, "_ENV") if i then debug.upvaluejoin(f, i, function() return env end, 1) end return f end
local g = with_env(function() return v, w end, { v = 1, w = 2 }) print(g()) local h = function() return 1 end
print(with_env(h, {}) == h)
local shared = load("local n = 0 return function() n = n + 1 return n end, function() return n end")
local inc, get = shared() inc() inc() print(get()) local inc2, get2 = shared()
debug.upvaluejoin(get2, 1, inc, 1) print(get2(), get(), inc2(), get2()) local copy = load(string.dump(inc))
print(pcall(copy)) debug.setupvalue(copy, 1, 5) print(copy(), copy(), get())
debug.upvaluejoin(copy, 1, inc, 1) print(copy(), get())
print(debug.setupvalue(print, 1, 1), debug.getupvalue(print, 1), debug.setupvalue(f, 99, 1),
  pcall(debug.upvaluejoin, f, 99, g, 1), pcall(debug.upvalueid, f, 99))
