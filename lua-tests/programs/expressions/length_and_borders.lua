-- # of strings and of tables; a border is a border.
print(#"", #"abc", #"\0\0", #"é", #{}, #{ 1, 2, 3 }, #{ nil }, #{ n = 1 }, #{ 1, 2, nil }, #{ [1] = 1, [2] = 2 })
local t = {}
for i = 1, 100 do t[i] = i end
print(#t)
for i = 100, 51, -1 do t[i] = nil end
print(#t)
t[51] = 1
print(#t)
t[#t] = nil
t[#t + 1] = "end"
print(#t, t[51])
local function is_border(t, n) return (n == 0 or t[n] ~= nil) and t[n + 1] == nil end
local holes = { 1, 2, nil, 4, nil, nil, 7 }
print(is_border(holes, #holes))
local sparse = {}
for i = 1, 1000, 3 do sparse[i] = true end
print(is_border(sparse, #sparse))
local grown = {}
for i = 64, 1, -1 do grown[i] = i end
print(#grown)
grown[32] = nil
print(is_border(grown, #grown))
local huge = { [math.maxinteger] = 1, [math.mininteger] = 1 }
print(is_border(huge, #huge), #huge)
print(pcall(function() return #nil end), pcall(function() local n = 5; return #n end))
print(pcall(function() local x = {}; return #x.y end))
