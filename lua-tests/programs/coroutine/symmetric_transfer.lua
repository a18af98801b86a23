-- Symmetric coroutines on top of asymmetric ones.
local current, log = "main", {}
local cos = {}
local function transfer(to, ...) return coroutine.yield(to, ...) end
local function define(name, f) cos[name] = coroutine.create(f) end
local function start(name, ...) local args = table.pack(...) while name ~= "main" do log[#log + 1] = current .. "->" .. name current = name local r = table.pack(coroutine.resume(cos[name], table.unpack(args, 1, args.n))) if not r[1] then return "error", r[2] end if coroutine.status(cos[name]) == "dead" then return table.unpack(r, 2, r.n) end name = r[2] args = table.pack(table.unpack(r, 3, r.n)) end current = "main" return table.unpack(args, 1, args.n) end
define("a", function(x) local y = transfer("b", x + 1) local z = transfer("c", y * 2) transfer("main", "from a", z) end)
define("b", function(x) local y = transfer("a", x * 10) return "b never" end)
define("c", function(x) transfer("a", "c got " .. x) end)
print(start("a", 1)) print(table.concat(log, " ")) log = {} define("e", function() error("in e", 0) end)
define("d", function() transfer("e") end) print(start "d") print(table.concat(log, " "))
