-- utf8.offset: forward, backward, zero, defaults, continuation bytes.
local function try(...) print(pcall(utf8.offset, ...)) end
local s = "aä€😀z"
for n = -7, 7 do io.write(n, ":", tostring(utf8.offset(s, n)), " ") end print()
for i = 1, #s + 1 do local ok, r = pcall(utf8.offset, s, 0, i); io.write(i, ":", tostring(r), " ") end print()
for i = 1,
  #s + 1 do local ok, r = pcall(utf8.offset, s, 1, i); io.write(i, ":", ok and tostring(r) or "cont", " ") end
print()
for i = 1,
  #s + 1 do local ok, r = pcall(utf8.offset, s, -1, i); io.write(i, ":", ok and tostring(r) or "cont", " ") end
print()
try(s, 2, 4) try(s, 3, 4) try(s, -2, 4) try(s, -3, 4) try(s, 1, -1) try(s, -1, -1) try(s, 0) try(s, 0, -1)
try(s, 1, #s + 1) try(s, 2, #s + 1) try(s, 1, #s + 2) try(s, 1, 0) try(s, 1, -100) try("", 0) try("", 1)
try("", 2) try("", -1) try("", 0, 1) try("", 1, 2) try("x", 2) try("x", 3) try("x", -1) try("x", -2)
try("\x80\x80", 0, 2) try("\x80", 1, 1) try(s, 1, 3) try(s, 5, 3) try(s, -1, 6)
try() try(s) try(s, nil) try(s, {}) try(s, 1.5) try(nil, 1) try({}, 1) try(s, 1, {}) try(s, "1") try(123, 2)
try(s, math.maxinteger) try(s, math.mininteger) try(s, 1, math.mininteger)
print(pcall(function() utf8.offset() end)) print(pcall(function() utf8.offset("x") end))
print(pcall(function() utf8.offset("ä", 1, 2) end))
