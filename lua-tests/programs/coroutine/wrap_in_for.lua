-- Coroutines as iterators in for: several values, early exit, errors, nesting, closing.
local function pairs_sorted(t) return coroutine.wrap(function() local ks = {} for k in pairs(t) do ks[#ks + 1] = k end table.sort(ks) for _, k in ipairs(ks) do coroutine.yield(k, t[k]) end end) end
for k, v in pairs_sorted { b = 2, a = 1, c = 3 } do io.write(k, "=", v, " ") end print()
for i,
  j in coroutine.wrap(function() for i = 1, 2 do for j = 1, 2 do coroutine.yield(i, j) end end end) do io.write(i, j, " ") end
print()
for x in coroutine.wrap(function() coroutine.yield(1) coroutine.yield(nil) coroutine.yield(3) end) do print(x) end
for a,
  b in coroutine.wrap(function(s, c) while true do s, c = coroutine.yield((c or 0) + 1, s) if c == 3 then return nil end end end), "state" do print(a, b) end
local function lines(s) return coroutine.wrap(function() for l in s:gmatch("[^\n]+") do coroutine.yield(l) end end) end
local function words(s) return coroutine.wrap(function() for l in lines(s) do for w in l:gmatch("%S+") do coroutine.yield(w, l) end end end) end
for w, l in words("one two\nthree") do io.write(w, "(", #l, ") ") end print()
print(pcall(function() for x in coroutine.wrap(function() coroutine.yield(1) error("stop", 0) end) do io.write(x, " ") end end))
local co = coroutine.wrap(function() coroutine.yield(1) end) for x in co do io.write(x, " ") end
print(pcall(co))
local function closing(f) local co = coroutine.create(f) return function() local ok, v = coroutine.resume(co) if not ok then error(v, 0) end return v end, nil, nil, setmetatable({}, { __close = function() print("closed", coroutine.close(co), coroutine.status(co)) end }) end
for x in closing(function() for i = 1, 5 do coroutine.yield(i) end end) do if x == 3 then break end io.write(x, " ") end
for x in closing(function() coroutine.yield("only") end) do print(x) end
