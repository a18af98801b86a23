-- Concatenation of many operands, numbers and empty strings; long results.
local a, b, c = "a", 1, 2.5
print(a .. b .. c, b .. c, a .. "" .. a, "" .. "", "" .. 1, 1 .. "", b .. "", (a .. b) .. c, a .. (b .. c))
print(1 .. 2, 1.0 .. 2, -1 .. -2, 0x10 .. "", 1e3 .. "")
local s = ""
for i = 1, 300 do s = s .. i .. "," end
print(#s, s:sub(-20))
local parts = a .. b .. c .. a .. b .. c .. a .. b .. c .. a .. b .. c .. a .. b .. c .. a .. b .. c .. a .. b .. c .. a .. b .. c
print(parts, #parts)
local long = ("x"):rep(50)
print(#(long .. long), (long .. "y" .. long):sub(49, 53), long .. "" == long, "" .. long == long)
print("a\0b" .. "c\0", #("a\0b" .. "c\0"))
print(pcall(function() local t = {}; return a .. t end))
print(pcall(function() return a .. b .. nil .. c end))
print(pcall(function() local x; return x .. a end))
print(pcall(function() return a .. undefined_thing end))
print(pcall(function() local t = { u = {} }; return t.u .. a end))
print(pcall(function() return 1 .. {} end))
