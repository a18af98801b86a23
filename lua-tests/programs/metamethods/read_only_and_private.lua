-- Access control with metatables.
local function read_only(t) return setmetatable({}, { __index = t, __newindex = function(_, k, v) error(("attempt to set '%s' to %s"):format(tostring(k), tostring(v)), 2) end, __len = function() return #t end, __pairs = function() return next, t, nil end, __metatable = false }) end
local c = read_only { 1, 2, x = "y" } print(c[1], c.x, #c, c.none, getmetatable(c))
print(pcall(function() c.x = 1 end)) print(pcall(function() c[5] = {} ~= nil end))
print(pcall(setmetatable, c, {})) print(pcall(rawset, c, "x", "raw"), c.x) local n = 0
for k, v in pairs(c) do n = n + 1 end print(n, next(c) ~= nil, rawlen(c))
local private = setmetatable({}, { __mode = "k" }) local Account = {}
Account.__index = Account function Account.new(b) local self = setmetatable({}, Account) private[self] = { balance = b } return self end function Account:deposit(v) if v <= 0 then error("invalid amount", 2) end private[self].balance = private[self].balance + v return self end function Account:balance() return private[self].balance end
local a = Account.new(10):deposit(5)
print(a:balance(), next(a), a.balance == Account.balance, pcall(a.deposit, a, -1))
print(pcall(function() a:deposit(-1) end), pcall(Account.balance, {}))
local function enum(names) local t = {} for i, n in ipairs(names) do t[n] = i t[i] = n end return setmetatable({}, { __index = function(_, k) local v = t[k] if v == nil then error("no such name: " .. tostring(k), 2) end return v end, __newindex = function() error("enum is fixed", 2) end, __call = function(_, k) return t[k] end }) end
local colours = enum { "red", "green" }
print(colours.red, colours[2], colours "blue", pcall(function() return colours.blue end))
print(pcall(function() colours.x = 1 end))
local observed, log = { v = 1 }, {}
local proxy = setmetatable({},
  { __index = function(_, k) log[#log + 1] = "r" .. k return observed[k] end,
  __newindex = function(_, k, v) log[#log + 1] = "w" .. k observed[k] = v end })
proxy.v = proxy.v + 1 proxy.n = proxy.v * 2 proxy.v, proxy.n = proxy.n, proxy.v
print(observed.v, observed.n, table.concat(log, " "))
local once = setmetatable({},
  { __newindex = function(t, k, v) rawset(t, k, v) getmetatable(t).__newindex = function(_, key) error("closed for " .. key, 2) end end })
once.a = 1 once.a = 2 print(once.a, pcall(function() once.b = 1 end))
