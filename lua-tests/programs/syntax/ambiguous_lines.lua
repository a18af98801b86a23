-- What continues on the next line and what does not.
local function f(x) return function(y) return (x or "nil") .. tostring(y) end end
local a = f
("first")
("second")
print(a)
local b = f("x");
(print)("separate statement")
local t = { f
(1)
(2), f
"s"
{ 3 } ~= nil, -1
-2, 5
* 2 }
print(#t, t[1], t[2], t[3], t[4])
local c = a ..
"x" .. -- comment
"y"
print(c) local d =
1
+
2
print(d) local s = ("method")
:upper
()
print(s) print(-
1, not
true, #
"abc") local e = a and
b or
c print(type(e)) local i = t
[1] print(i)
