-- Every metamethod: when it is called, with what, and what becomes of its result.
local log = {}
local function note(...) log[#log + 1] = table.concat({ ... }, " ") end
local function flush() print(table.concat(log, "; ")) log = {} end
local function name(v) return type(v) == "table" and rawget(v, "name") or tostring(v) end
local mt = {}
local function new(n) return setmetatable({ name = n }, mt) end
for _, event in ipairs { "add", "sub", "mul", "div", "mod", "pow", "idiv", "band", "bor", "bxor", "shl", "shr", "concat" } do
  mt["__" .. event] = function(a, b) note(event, name(a), name(b)) return event, "dropped" end
end
for _, event in ipairs { "unm", "bnot", "len" } do
  mt["__" .. event] = function(a, b) note(event, name(a), rawequal(a, b) and "same" or name(b)) return event end
end
local a, b = new("a"), new("b")
print(a + 1, 1 + a, a - b, 2 * a, a / 2, a % 3, 3 ^ a, a // 1)
print(a & 1, 1 | a, a ~ b, a << 1, 1 >> a, -a, ~a, #a)
print(a .. "x", "x" .. a, 1 .. a, a .. b, "x" .. "y" .. a .. "z" .. 1)
print(a + 1.5, "s" + a, a & 1.5, "abc" | a)
flush()

mt.__eq = function(x, y) note("eq", name(x), name(y)) return 1 end
mt.__lt = function(x, y) note("lt", name(x), name(y)) return nil end
mt.__le = function(x, y) note("le", name(x), name(y)) return "yes" end
print(a == b, a ~= b, a == a, a == 1, rawequal(a, b), a < b, a <= b, a > b, a >= b, a < 1, 1 <= a, "x" > a)
flush()

mt.__index = function(t, k) note("index", name(t), tostring(k)) return k, 2 end
mt.__newindex = function(t, k, v) note("newindex", name(t), tostring(k), tostring(v)) rawset(t, k, v) end
print(a.x, a[1], a[1.5], a[true], a.name)
a.y, a[1], a.name = 1, 2, "A"
a.y = 3
print(a.y, rawget(a, 1), rawlen(a), #log)
flush()

mt.__call = function(self, ...) note("call", name(self), select("#", ...)) return self, ... end
print(select("#", a(1, nil, 3)), (a()) == a, pcall(b, 1))
local chain = setmetatable({}, { __call = a })
print(select("#", chain("arg")), name((chain())))
flush()

mt.__tostring = function(t) return "<" .. t.name .. ">" end
mt.__name = "Thing"
print(a, tostring(b), ("%s|%10s"):format(a, b))
print(pcall(tostring, setmetatable({}, { __tostring = function() return 1 end })))
print((tostring(setmetatable({}, { __name = "Named" })):gsub("0x%x+", "ADDRESS")))
mt.__metatable = "locked"
print(getmetatable(a), pcall(setmetatable, a, nil))

local proxy = setmetatable({}, { __index = { x = 1 }, __newindex = setmetatable({}, { __newindex = function(_, k, v) note("deep", k, v) end }) })
proxy.z = 5
print(proxy.x, proxy.y, rawget(proxy, "z"))
flush()

local pairs_of = setmetatable({}, { __pairs = function(t) return function(_, k) if (k or 0) < 3 then return (k or 0) + 1, "v" end end, t, nil end })
for k, v in pairs(pairs_of) do io.write(k, v, " ") end
print()
local array = setmetatable({}, { __index = function(_, i) if i <= 4 then return i * i end end, __len = function() return 4 end })
for i, v in ipairs(array) do io.write(i, "=", v, " ") end
print(table.concat(array, ","), table.unpack(array))
print(#array, select("#", table.unpack(array)), next(array))
table.insert(setmetatable({}, { __len = function() return 10 end, __newindex = function(_, k, v) print("insert", k, v) end }), "v")
print(pcall(table.insert, setmetatable({}, { __len = function() return "x" end }), 1))
print(string.rep("x", 3), ("abc"):upper(), ("%d"):rep(2, "-"):format(1, 2))
local mode = setmetatable({}, { __mode = "k", __gc = true, __close = false })
print(getmetatable(mode).__mode, getmetatable("").__index == string)
local ok, message = pcall(function() return setmetatable({}, { __index = function(t, k) error("no " .. k, 0) end }).field end)
print(ok, message)
local deep = {}
for _ = 1, 100 do deep = setmetatable({}, { __index = deep }) end
print(deep.nothing)
