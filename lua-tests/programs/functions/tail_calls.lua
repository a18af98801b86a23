-- Tail calls do not grow the stack; what they do to varargs, methods, pcall and native functions.
local function loop(n) if n == 0 then return "done" end return loop(n - 1) end
print(loop(300000))
local function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(100001))
local o = { n = 0 }
function o:step(k) self.n = self.n + 1; if k == 0 then return self.n end return self:step(k - 1) end
print(o:step(250000))
local function va(n, ...) if n == 0 then return select("#", ...), ... end return va(n - 1, ..., n) end
print(va(3, "a", "b"))
local function native(s) return s:upper() end
print(native("x"))
local function through(n) if n == 0 then return pcall(error, "in tail pcall", 0) end return through(n - 1) end
print(through(1000))
local mt = setmetatable({}, { __call = function(self, n) if n == 0 then return "callable" end return self(n - 1) end })
print(mt(10000))
local function not_tail(n) if n == 0 then return 0 end return (not_tail(n - 1)) end
print(not_tail(1000))
local function err() error("message", 2) end
local function tail_err() return err() end
print(pcall(function() tail_err() end))
print(pcall(function() return tail_err() end))
local function trace() return (debug.traceback("tb", 1):gsub("%[C%].*", "")) end
local function t1() return trace() end
print(t1())
