-- The generic for: the triple and the closing value, what stops it, what cannot be called.
for k, v in next, { "a" } do print(k, v) end
for i, a, b, c in function(s, i) if i < 3 then return i + 1, s, "b" end end, "state", 0 do print(i, a, b, c) end
for x in (function() local n = 0; return function() n = n + 1; if n < 3 then return n end end end)() do io.write(x, " ") end
print()
for x in function() return false end do print("false does not stop", x) break end
for x in function() end do print "never" end
for k in pairs { 5 } do k = k + 10; print(k) end
local co = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i, i * i) end end)
for i, sq in co do io.write(i, ":", sq, " ") end
print()
print(pcall(function() for x in nil do end end))
print(pcall(function() for x in 5 do end end))
print(pcall(function() for x in {} do end end))
print(pcall(function() local it; for x in it do end end))
print(pcall(function() local t = {}; for x in t.iterator do end end))
print(pcall(function() for x in undefined_iterator do end end))
print(pcall(function() for x in error, "from the iterator", 0 do end end))
print(pcall(function() for x in next, {}, "absent" do end end))
print(pcall(function() for x in next, 5 do end end))
print(pcall(function() for x in ipairs() do end end))
print(pcall(function() for x in pairs(nil) do end end))
for x in setmetatable({}, { __call = function(_, s, c) if c < 2 then return c + 1 end end }), nil,
  0 do io.write(x, " ") end
print()
local t = {}
for i = 1, 3 do t[i] = function() i = i + 1; return i end end
print(t[1](), t[1](), t[2](), t[3]())
