-- string.byte and string.char: positions, ranges, values out of range.
local function try(f, ...) print(pcall(f, ...)) end
print(("abc"):byte(), ("abc"):byte(2), ("abc"):byte(-1), ("abc"):byte(1, -1)) print(("abc"):byte(10)) print(("abc"):byte(0)) print(("abc"):byte(-10)) print(("abc"):byte(-10, 10)) print(("abc"):byte(3, 2)) print((""):byte()) print(("abc"):byte(2, 2)) print(("\0\255"):byte(1, 2)) print(("abc"):byte(nil, nil)) print(("abc"):byte(nil, 2)) print(("abc"):byte(2, nil)) print(("abc"):byte(math.mininteger, math.maxinteger))
print(string.char(), string.char(72, 105), #string.char(0, 255), string.char("65"), string.char(66.0)) print(string.char(table.unpack({ ("round trip"):byte(1, -1) })))
try(string.byte) try(string.byte, nil) try(string.byte, {}) try(string.byte, "x", {}) try(string.byte, "x", 1.5) try(string.byte, "x", 1, "y") try(string.byte, 65) try(string.byte, "x", "1")
try(string.char, 256) try(string.char, -1) try(string.char, 1, 2, 300) try(string.char, "x") try(string.char, nil) try(string.char, 1.5) try(string.char, {}) try(string.char, 65, true) try(string.char, 2 ^ 63) try(string.char, math.mininteger)
try(function() ("x"):byte({}) end) try(function() string.byte() end) try(function() ("x").byte() end) try(function() string.char(1, -1) end) try(function() (1):byte() end)
