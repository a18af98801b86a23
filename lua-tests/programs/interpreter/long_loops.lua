-- Each kind of instruction, on its fast and on its slow paths, so often that native frames left behind would not fit.
local N <const> = 300000
local mt = {}
for _, event in ipairs { "add", "sub", "mul", "div", "mod", "pow", "unm", "idiv", "band", "bor", "bxor", "shl", "shr", "bnot", "concat", "len" } do
  mt["__" .. event] = function() return 1 end
end
mt.__eq = function() return true end
mt.__lt = function() return true end
mt.__le = function() return false end
mt.__call = function(_, x) return x end
mt.__index = function(_, k) return k end
mt.__newindex = function() end
local a, b = setmetatable({}, mt), setmetatable({}, mt)
local inherited = setmetatable({}, { __index = setmetatable({}, { __index = { x = 1, f = function() return 2 end } }) })

local function arithmetic()
  local x, f, s = 1, 1.5, "10"
  for i = 1, N do
    x = (x * 3 + i - 1) % 1000003 x = x // 2 x = x & 0xffff x = x | 1 x = x ~ i x = x << 1 x = x >> 1 x = ~x x = -x x = x % 977
    f = f * 0.5 + i / 3 - 1.25 f = f % 7 f = f // 1 f = f ^ 0.5 f = -f f = f * f f = i * 0.5 f = 2 ^ 3
    x = s + 1 x = s * s x = 2.0 | 1 x = 1 << 2.0 x = 4.0 >> 1
  end
  return x, f
end

local function metamethods()
  local n = 0
  for i = 1, N // 3 do
    n = n + (a + b) + (a + 1) + (1 + a) + (a - 2.5) + (a * b) + (a / b) + (a % b) + (a ^ b) + (-a) + (a // b)
    n = n + (a & 1) + (a | b) + (a ~ b) + (a << 1) + (1 >> a) + (~a) + #a + (a .. b)
    if a == b and a < b and not (a <= b) and a < 1 and 1 < a and not (a >= 2) then n = n + 1 end
    n = n + a(i) + a[i] + #a.field a.field = i a[i] = i a[1] = 1
  end
  return n
end

local function tables()
  local t, n = { 1, 2, 3, x = 1 }, 0
  for i = 1, N do
    t.x = t.x + 1 t[1] = i t[i % 3 + 1] = i n = n + t[1] + t[i % 3 + 1] + t.x
    t.absent = nil local _ = t.absent, t[100], t["key" .. i % 5]
    t["key" .. i % 5] = i t.y = { i } t.z = { i, n = i } n = n + #t + t.y[1] + inherited.x + inherited:f() + inherited.f()
    if t == n or t.x ~= nil and t.x == 5 or n == 2.5 or "a" == t.y then n = n + 1 end
  end
  return n
end

local function tests()
  local n, s = 0, "abc"
  local i = 0
  repeat
    i = i + 1
    if i > 5 and i >= 6 and 3 < i and 3 <= i and i ~= 7 and not (i < 2.5) and s < "b" and s <= "b" then n = n + 1 end
    local x = i > 3 and s or n n = n + (x and 1 or 0) + #s
    if 1.5 < i and i > 1.5 and i / 2 > 0.25 then n = n + 1 else goto continue end
    n = n + 1
    ::continue::
  until i >= N
  while i > 0 do i = i - 1 if i % 2 == 0 then n = n - 1 end end
  return n
end

local function closing(i)
  local c <close> = setmetatable({}, { __close = function() end })
  return i
end
local function vararg(...) local x, y = ... return select("#", ...) + x, ... end
local function tail(n, ...) if n == 0 then return ... end return tail(n - 1, ...) end
local function functions()
  local n = 0
  for i = 1, N // 3 do
    local f = function(x) n = n + 1 return x + i end
    n = n + f(1) + vararg(i, i) + closing(i) + math.max(i, 2) + #tostring(i) + select(2, pcall(f, 1)) + a(i)
    do local k <close> = nil n = n + (function(...) return ... end)(1) end
    (function() end)()
  end
  return n, tail(N, 1, 2)
end

local function loops()
  local n = 0
  for i = N, 1, -1 do n = n + i end
  for x = 1, N, 0.5 do n = n + 1 end
  local t = {}
  for i = 1, 1000 do t[i] = i t["k" .. i] = i end
  for _ = 1, N // 1000 do
    for k, v in pairs(t) do n = n + v end
    for i, v in ipairs(t) do n = n + v end
    for k, v in next, t do n = n + v end
    for w in string.gmatch("a b c", "%a") do n = n + 1 end
    for i in function(_, i) if i < 100 then return i + 1 end end, nil, 0 do n = n + i end
  end
  return n
end

for _, f in ipairs { arithmetic, metamethods, tables, tests, functions, loops } do print(f()) end
if debug then
  local count = 0
  debug.sethook(function() count = count + 1 end, "crl", 1)
  for i = 1, N // 10 do local t = { i } t.x = #t + i if t.x > 5 then t.y = tostring(i) end end
  debug.sethook()
  print(count > N // 10)
end
