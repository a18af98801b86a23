-- Weak values: what is collected and what stays.
local t = setmetatable({}, { __mode = "v" }) local keep = {}
t.a, t.b, t.c, t.d, t.e = {}, keep, "string", 42, function() end t[1], t[2], t[3] = {}, keep, {} t[print] = print
collectgarbage() print(t.a, t.b == keep, t.c, t.d, t.e, t[1], t[2] == keep, t[3], t[print] == print, #t)
local count = 0 for k, v in pairs(t) do count = count + 1 end print(count)
for i = 1, 100 do t[i] = { i } end collectgarbage() print(next(t, nil) ~= nil, t[50], #t == 0 or #t)
local cache = setmetatable({}, { __mode = "v" })
local function get(n) local v = cache[n] if not v then v = { n } cache[n] = v end return v end
local x = get(1) collectgarbage() print(get(1) == x, cache[2]) x = nil collectgarbage() print(cache[1])
local s = setmetatable({}, { __mode = "v" }) s[1] = ("x"):rep(100) s[2] = ("long"):rep(50) .. "x"
collectgarbage() print(#s[1], #s[2]) s[3] = coroutine.create(print) s[4] = io.stdout collectgarbage()
print(s[3], s[4] == io.stdout)
local mt = {} local late = setmetatable({ {} }, mt) mt.__mode = "v" collectgarbage() print(#late)
mt.__mode = nil late[1] = {} collectgarbage() print(#late) mt.__mode = "xvx" collectgarbage() print(#late)
