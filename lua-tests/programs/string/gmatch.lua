-- string.gmatch: captures, anchors, empty matches, init, errors.
local function all(s, p, i) local r = {}; for a, b in s:gmatch(p, i) do r[#r + 1] = b and a .. ":" .. b or tostring(a) end print(p, #r, table.concat(r, ",")) end
all("one two  three", "%a+") all("k=v, a=b", "(%w+)=(%w+)") all("abc", "") all("abc", "()") all("abc", ".")
all("aXbXc", "[^X]*") all("", "") all("", "x*") all("", ".") all("abc", "^a") all("aaa", "^a")
all("abc", "b*") all("banana", "an") all("banana", "a.?a") all("a,b,,c", "([^,]*)") all("xxx", "x-")
all("a1b22", "%d+") all("abc", "%w%f[%W]")
all("one two", "%a+", 3) all("one two", "%a+", -3) all("one", "%a+", 10) all("one", "", 4) all("one", "", 5)
all("one", "%a", 0) all("one", "%a", -100) all("one", "%a", math.maxinteger) all("a\0b", "[^\0]")
all("aa", "(a)%1")
print(pcall(string.gmatch)) print(pcall(string.gmatch, "x")) print(pcall(string.gmatch, {}, "x"))
print(pcall(string.gmatch, "x", {})) print(pcall(string.gmatch, "x", "x", {}))
print(pcall(string.gmatch, nil, "x")) print(pcall(string.gmatch("x", "[")))
print(pcall(string.gmatch("x", "("))) print(pcall(string.gmatch("x", "%")))
print(pcall(string.gmatch("x", "%1"))) print(type(string.gmatch("x", "[")), type(string.gmatch(5, 5)))
local f = ("abc"):gmatch(".")
print(f(), f(), f(), f(), f())
for a in ("x"):gmatch("x"), "ignored state" do print(a) end
local outer = {}
for w in ("ab cd"):gmatch("%a+") do for c in w:gmatch(".") do outer[#outer + 1] = c end end
print(table.concat(outer))
print(pcall(function() for x in ("x"):gmatch("(") do end end))
print(pcall(function() for x in ("x"):gmatch() do end end))
