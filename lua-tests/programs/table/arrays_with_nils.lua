-- Arrays with nils from constructors, pack and assignment: what # and ipairs say.
print(#{ 1, 2, 3 }, #{ 1, 2, nil }, #{ 1, nil, 3 }, #{ nil, nil, 3 }, #{ nil }, #{ nil, nil }, #{ 1, nil },
  #{ n = 1 }, #{ nil, 2 })
local function count(t) local n = 0 for _ in ipairs(t) do n = n + 1 end return n end
print(count { 1, 2, nil, 4 }, count { nil, 2 }, count {}, count { 1, false, 3 })
local t = table.pack(1, nil, 3, nil, 5) print(t.n, #t, t[5]) t = table.pack(nil, nil) print(t.n, #t)
local a = { 1, 2, 3, 4, 5, 6, 7, 8 } a[8] = nil print(#a) a[7] = nil a[6] = nil print(#a) a[5] = nil
a[4] = nil a[3] = nil print(#a) a[3] = 3 print(#a) a[#a + 1] = 4 print(#a)
local b = {} for i = 1, 10 do b[i] = i end
for i = 10, 1, -1 do b[i] = nil if #b ~= i - 1 then print("border", i, #b) end end print(#b)
local c = { 10, 20, 30, nil, 50 } print(#c) c[5] = nil print(#c) c[4] = 40 print(#c)
local d = { [1] = 1, [2] = 2, [4] = 4 } print(#d) d[3] = 3 print(#d) local e = { 1, 2, [3] = 3, [5] = 5 }
print(#e) print(select("#", table.unpack({ 1, nil, 3 })), select("#", table.unpack({ 1, nil, nil }, 1, 3)))
