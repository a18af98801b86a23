-- Positions of uncaught errors by level.
local function check(x) if not x then error("argument wrong", 2) end end
local function use() check(false) end
use()
