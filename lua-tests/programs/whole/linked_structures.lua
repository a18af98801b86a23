-- Lists, queues, stacks, deques, rings, a trie, a binary tree, sets.
local List = {} List.__index = List
function List.new() return setmetatable({ first = 0, last = -1 }, List) end
function List:push_first(v) self.first = self.first - 1 self[self.first] = v end
function List:push_last(v) self.last = self.last + 1 self[self.last] = v end
function List:pop_first() if self.first > self.last then error("list is empty", 2) end local v = self[self.first] self[self.first] = nil self.first = self.first + 1 return v end
function List:pop_last() if self.first > self.last then error("list is empty", 2) end local v = self[self.last] self[self.last] = nil self.last = self.last - 1 return v end
local q = List.new() for i = 1, 5 do q:push_last(i) q:push_first(-i) end
print(q:pop_first(), q:pop_last(), q:pop_first(), q:pop_last(), q.last - q.first + 1)
for _ = 1, 6 do q:pop_first() end print(pcall(function() q:pop_first() end))
for i = 1, 1000 do q:push_last(i) q:push_last(i) q:pop_first() end print(q.first, q.last, q:pop_first())
local node for i = 1, 5 do node = { value = i, next = node } end
local function reverse(n) local prev while n do n.next, prev, n = prev, n, n.next end return prev end
node = reverse(node) local l = node while l do io.write(l.value, " ") l = l.next end print()
local tree
local function insert(t, k) if not t then return { key = k } end if k < t.key then t.left = insert(t.left, k) elseif k > t.key then t.right = insert(t.right, k) end return t end
for _, k in ipairs { 50, 30, 70, 20, 40, 60, 80, 30 } do tree = insert(tree, k) end
local function walk(t) if t then walk(t.left) coroutine.yield(t.key) walk(t.right) end end
for k in coroutine.wrap(function() walk(tree) end) do io.write(k, " ") end print()
local trie = {}
for w in ("tea ten to inn in i"):gmatch("%a+") do local n = trie for c in w:gmatch(".") do n[c] = n[c] or {} n = n[c] end n.word = w end
local function words(n, r) if n.word then r[#r + 1] = n.word end local keys = {} for k in pairs(n) do if k ~= "word" then keys[#keys + 1] = k end end table.sort(keys) for _, k in ipairs(keys) do words(n[k], r) end return r end
print(table.concat(words(trie, {}), " "), table.concat(words(trie.t.e, {}), " "))
local Set = {}
local mt = { __index = Set } function Set.new(l) local s = setmetatable({}, mt) for _, v in ipairs(l) do s[v] = true end return s end
mt.__add = function(a, b) local r = Set.new {} for k in pairs(a) do r[k] = true end for k in pairs(b) do r[k] = true end return r end
mt.__mul = function(a, b) local r = Set.new {} for k in pairs(a) do r[k] = b[k] end return r end
mt.__le = function(a, b) for k in pairs(a) do if not b[k] then return false end end return true end
mt.__lt = function(a, b) return a <= b and not (b <= a) end
mt.__eq = function(a, b) return a <= b and b <= a end
mt.__tostring = function(s) local r = {} for k in pairs(s) do r[#r + 1] = tostring(k) end table.sort(r) return "{" .. table.concat(r, ", ") .. "}" end
local a, b = Set.new { 1, 2, 3 }, Set.new { 2, 3, 4 }
print(a + b, a * b, a <= b, a * b <= a, a * b < a, a == Set.new { 3, 2, 1 }, a ~= b)
