-- Recursion: towers, Ackermann, Takeuchi, mutual recursion.
local moves = {}
local function hanoi(n, a, b, c) if n > 0 then hanoi(n - 1, a, c, b) moves[#moves + 1] = a .. c hanoi(n - 1, b, a, c) end end
hanoi(4, "A", "B", "C")
print(#moves, table.concat(moves, " "))
local function ack(m, n) if m == 0 then return n + 1 elseif n == 0 then return ack(m - 1, 1) end return ack(m - 1, ack(m, n - 1)) end
print(ack(2, 3), ack(2, 9), ack(3, 3))
local function tak(x, y, z) if y >= x then return z end return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y)) end
print(tak(12, 8, 4))
local female
local function male(n) return n == 0 and 0 or n - female(male(n - 1)) end
function female(n) return n == 0 and 1 or n - male(female(n - 1)) end
local r = {}
for i = 0, 15 do r[#r + 1] = male(i) .. female(i) end
print(table.concat(r, " "))
