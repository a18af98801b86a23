-- The message for every kind of syntax error: what was expected, and near what.
for _, code in ipairs {
  "x", "x =", "x = 1 2", "x, y", "x, y = ", "x + 1", "f(", "f(1,", "f(1", "f{", "f{1,", "f{a=", "f{[1]",
    "f{[1]=", "f:x", "f:", "f.", "f[", "f[1", "(f", "(f)", "()", "a.b:c = 1", "f() = 1", "(a) = 1",
    "a, f() = 1, 2", "local a.b = 1",
  "if", "if x", "if x then", "if x then else", "if x then elseif", "if x then elseif y", "while", "while x",
    "while x do", "do", "repeat", "repeat until", "for", "for x", "for x =", "for x = 1", "for x = 1,",
    "for x = 1, 2", "for x = 1, 2, 3, 4 do end", "for x, y = 1, 2 do end", "for x in", "for x in y",
    "for x in y do", "for 1 = 2, 3 do end", "for x.y = 1, 2 do end",
  "function", "function f", "function f(", "function f(a", "function f(a,", "function f(a,)",
    "function f(1)", "function f(...,a) end", "function f()", "function f.() end", "function f:a.b() end",
    "function f:a:b() end", "function (a) end", "local function", "local function f.x() end",
    "local function f:x() end", "return function", "return function f() end",
  "local", "local x =", "local x <", "local x <const", "local x <foo> = 1",
    "local x <close>, y <close> = 1, 2", "return 1,", "return return", "return 1 print(2)", "break", "goto",
    "goto 1", "goto x", "::", "::x", "::1::", "end", "until x", "else", "}", ")", "]", "...", "x = ...;",
    "function f() return ... end", "x = function(", "x = {1 2}", "x = {,}", "x = {1,,2}", "x = {a=1,a=}",
    "x = 'a' .. ", "x = not", "x = -", "x = #", "x = ~", "x = a and", "x = 1 or or 2", "x = 1 < < 2", "; ; x",
    "return;;", "x = 5 = 6", "a.b.c", "a['x']", "f() g() h", "local x <const> = 1; x = 2",
    "local function f() end f = 1 = 2",
} do
  local f, message = load(code, "=code")
  print(message)
end
