-- Objects: method calls, fields read and written, inheritance through __index.
local Account = {}
Account.__index = Account
function Account.new(balance) return setmetatable({ balance = balance, moves = 0 }, Account) end
function Account:deposit(amount)
  self.balance = self.balance + amount
  self.moves = self.moves + 1
end
function Account:withdraw(amount)
  if amount > self.balance then return false end
  self.balance = self.balance - amount
  self.moves = self.moves + 1
  return true
end
function Account:total() return self.balance end
local Savings = setmetatable({}, { __index = Account })
Savings.__index = Savings
function Savings.new(balance, rate)
  local account = setmetatable(Account.new(balance), Savings)
  account.rate = rate
  return account
end
function Savings:total() return Account.total(self) * self.rate % 100000 end
local plain, savings, refused = Account.new(100), Savings.new(100, 103), 0
for i = 1, 4000000 do
  plain:deposit(i % 10)
  savings:deposit(3)
  if not plain:withdraw(i % 13) then refused = refused + 1 end
  if i % 8 == 0 then savings:withdraw(savings:total() % 50) end
end
print(plain:total(), savings:total(), refused, plain.moves + savings.moves)
