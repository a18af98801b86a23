-- The line of an error after line breaks of every kind, in comments and strings too.
local function line(code) return (select(2, pcall(assert(load(code, "=l"))))) end
print(line("error 'x'"), line("\nerror 'x'"), line("\r\nerror 'x'"), line("\n\rerror 'x'"),
  line("\r\rerror 'x'"), line("\n\nerror 'x'"))
print(line("--[[\n\n]]error 'x'"), line("-- c\nerror 'x'"), line("local s = [[\n\n\n]] error 'x'"),
  line("local s = 'a\\\nb' error 'x'"), line("local s = 'a\\z\n\n\n' error 'x'"))
print(line("local a\nlocal b = a.x\n"), line("local a\nlocal b =\na\n.x\n"), line("local a = {}\nlocal b = a\n.x\n.y"))
print(line("local t = {}\nt\n.\nx\n(\n1\n)"), line("local t = nil\nt\n(\n)"), line("f\n(\n1,\n2)"))
print(line("return 1 +\n{}"), line("return\n\n{} ..\n'x'"), line("return {} <\n1"),
  line("local a <const> = 5\nreturn a +\n{}"))
print(line("for i = 1,\nnil do end"), line("for i = 'a',\n1 do end"), line("for k in\nnil do end"))
print(line("local function f()\nerror('level 2', 2)\nend\n\nf()"), line("local function f()\nerror('x', 1)\nend\nf()"))
print(line("error({})") ~= nil, line("error('no position', 0)"),
  line("local f = load('error(\"inner\")', '=inner')\nf()"))
