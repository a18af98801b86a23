-- Lookup through several parents, cached in the object.
local function class(...)
  local parents, c = { ... }, {}
  c.__index = c
  setmetatable(c, { __index = function(t, k)
    for _, parent in ipairs(parents) do
      local v = parent[k]
      if v ~= nil then t[k] = v return v end
    end
  end, __call = function(self, o) return setmetatable(o or {}, self) end })
  return c
end
local Named = class()
function Named:getname() return self.name end
local Account = class()
Account.balance = 0
function Account:deposit(v) self.balance = self.balance + v end
local Both = class(Account, Named)
local o = Both { name = "Paul" }
o:deposit(100) o:deposit(50)
print(o:getname(), o.balance, rawget(Both, "getname") == Named.getname, rawget(Both, "balance"), Both.nothing)
