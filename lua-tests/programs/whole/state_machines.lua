-- State machines by tables, by goto, by tail calls and by coroutines agree.
local input = "aab b0 xyz12"
local table_machine = { start = { a = "letter", d = "digit", s = "space" },
  letter = { a = "letter", d = "mixed", s = "space" }, digit = { a = "mixed", d = "digit", s = "space" },
  mixed = { a = "mixed", d = "mixed", s = "space" }, space = { a = "letter", d = "digit", s = "space" } }
local function class(c) return c:match("%a") and "a" or c:match("%d") and "d" or "s" end
local state, trace = "start", {}
for c in input:gmatch(".") do state = table_machine[state][class(c)] trace[#trace + 1] = state:sub(1, 1) end
print(table.concat(trace))
local i, r = 0, {}
local function next_class() i = i + 1 if i > #input then return nil end return class(input:sub(i, i)) end
do local c ::space:: ::start:: c = next_class() if not c then goto done elseif c == "a" then goto letter elseif c == "d" then goto digit else r[#r + 1] = "s" goto space end
::letter:: r[#r + 1] = "l" c = next_class()
if not c then goto done elseif c == "a" then goto letter elseif c == "d" then goto mixed else r[#r + 1] = "s" goto space end
::digit:: r[#r + 1] = "d" c = next_class()
if not c then goto done elseif c == "a" then goto mixed elseif c == "d" then goto digit else r[#r + 1] = "s" goto space end
::mixed:: r[#r + 1] = "m" c = next_class()
if not c then goto done elseif c == "s" then r[#r + 1] = "s" goto space else goto mixed end
::done:: end print(table.concat(r))
local out, fs = {}, {}
local function go(name, p) if p > #input then return table.concat(out) end local n = table_machine[name][class(input:sub(p, p))] out[#out + 1] = n:sub(1, 1) return go(n, p + 1) end
print(go("start", 1))
local co = coroutine.wrap(function(c) local s = "start" while true do s = table_machine[s][class(c)] c = coroutine.yield(s:sub(1, 1)) end end)
local t = {} for c in input:gmatch(".") do t[#t + 1] = co(c) end print(table.concat(t))
