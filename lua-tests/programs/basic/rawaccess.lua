-- rawget, rawset, rawlen, rawequal: no metamethods, checks of arguments.
local function try(...) print(pcall(...)) end
local t = setmetatable({ 1, 2 }, { __index = error, __newindex = error, __len = error, __eq = error })
print(rawget(t, "x"), rawget(t, 1), rawset(t, "x", 5) == t, rawget(t, "x"), rawlen(t), rawlen("abc"),
  rawequal(t, t), rawequal(t, {}), rawequal("a" .. "b", "ab"), rawequal(1, 1.0), rawequal(0 / 0, 0 / 0))
print(rawget(t, 1.0), rawset(t, 3.0, "three") == t, rawlen(t), t[3], rawset(t, 1, nil) == t, rawget(t, 1))
try(rawget) try(rawget, {}) try(rawget, 1, 2) try(rawget, "x", 1) try(rawget, {}, nil) try(rawget, {}, 0 / 0)
try(rawset) try(rawset, {}) try(rawset, {}, 1) try(rawset, {}, nil, 1) try(rawset, {}, 0 / 0, 1)
try(rawset, 1, 2, 3) try(rawset, {}, nil, nil)
try(rawlen) try(rawlen, 1) try(rawlen, nil) try(rawlen, print) try(rawlen, io.stdout)
try(rawequal) try(rawequal, 1) try(rawequal, nil) try(rawequal, nil, nil) try(rawequal, 1, 2, 3)
print(select("#", rawset({}, 1, 2)), select("#", rawget({}, 1)))
print(rawget(_G, "print") == print, rawget(setmetatable({}, { __index = { a = 1 } }), "a"))
print(rawequal(print, print), rawequal("x", "y"), rawequal(true, true), rawequal(nil, false))
