-- Recursion through locals, fields, upvalues, methods, mutual and anonymous.
local function fact(n) if n <= 1 then return 1 end return n * fact(n - 1) end
print(fact(10), fact(20), fact(21), fact(25.0))
local t = {} function t.fib(n) return n < 2 and n or t.fib(n - 1) + t.fib(n - 2) end print(t.fib(20))
local o = { depth = 0 } function o:descend(n) self.depth = self.depth + 1 if n > 0 then self:descend(n - 1) end return self.depth end
print(o:descend(50))
local is_odd
local function is_even(n) if n == 0 then return true end return is_odd(n - 1) end function is_odd(n) if n == 0 then return false end return is_even(n - 1) end
print(is_even(1000), is_odd(77))
print((function(f, n) return f(f, n) end)(function(f, n) return n == 0 and 0 or n + f(f, n - 1) end, 100))
local function sum(x, ...) if select("#", ...) == 0 then return x or 0 end return x + sum(...) end
print(sum(1, 2, 3, 4, 5), sum(),
  sum(table.unpack((function() local r = {} for i = 1, 100 do r[i] = i end return r end)())))
local function flatten(t, r) r = r or {} for _, v in ipairs(t) do if type(v) == "table" then flatten(v, r) else r[#r + 1] = v end end return r end
print(table.concat(flatten { 1, { 2, { 3, { 4 } }, 5 }, {}, { { 6 } } }, " "))
local function permute(s) if #s <= 1 then return { s } end local r = {} for i = 1, #s do for _, p in ipairs(permute(s:sub(1, i - 1) .. s:sub(i + 1))) do r[#r + 1] = s:sub(i, i) .. p end end return r end
print(table.concat(permute "abcd", " "))
local function depth(t) local d = 0 for _, v in pairs(t) do if type(v) == "table" then d = math.max(d, depth(v)) end end return d + 1 end
print(depth {}, depth { {}, { { {} } } })
