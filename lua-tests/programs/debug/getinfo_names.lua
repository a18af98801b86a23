-- The names that debug.getinfo finds for callers of every kind.
local function me() local i = debug.getinfo(2, "nt"); print(i.name, i.namewhat, i.istailcall) return 1 end
local t = { field = function() me() end } function t:method() me() end function glob() me() end
t.field() t:method() glob() local alias = t.field alias() t["field"]() t[1] = function() me() end t[1]()
local k = "dyn" t[k] = t.field t[k]();(function() me() end)() ;(t.field)()
local function tail() return me() end tail() local function tail2() return t.field() end tail2()
local mt = setmetatable({}, { __index = function() me() end, __newindex = function() me() end,
  __add = function() me() end, __call = function() me() end, __len = function() me() return 1 end,
  __eq = function() me() return true end, __lt = function() me() return true end,
  __le = function() me() return true end, __concat = function() me() end, __unm = function() me() end,
  __close = function() me() end, __bnot = function() me() end, __idiv = function() me() end,
  __shl = function() me() end })
local _ = mt.x; mt.x = 1; _ = mt + 1; mt(); _ = #mt; _ = mt == setmetatable({}, getmetatable(mt));
_ = mt < mt; _ = mt <= mt; _ = mt .. "x"; _ = -mt; _ = ~mt; _ = mt // 1; _ = 1 << mt; _ = mt > 1
do local c <close> = mt end for _ in function() me() end do end pcall(function() me() end)
table.sort({ 2, 1 }, function() me() return false end) string.gsub("x", "x", function() me() end)
coroutine.wrap(function() me() end)() xpcall(error, function() me() end)
load("local me = ... me()")(me) setmetatable({}, { __gc = function() me() end }) collectgarbage() local h = {}
h.a = { b = { c = function() me() end } } h.a.b.c() local up = function() me() end
local function user() up() end user()
