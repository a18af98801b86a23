-- string.format with %s %q %p %%, and what is no conversion.
local function try(...) print(pcall(string.format, ...)) end
try("%s", "x") try("%5s|%-5s|", "ab", "cd") try("%.2s", "abcdef") try("%5.1s|", "abc") try("%s %s", 1, 2.5)
try("%s", nil) try("%s", true) try("%s%%", 50) try("%%") try("%5%") try("%s") try("%s %s", 1) try("", 1, 2)
try("no conversions") try("%s", "a\0b") try("%5s", "a\0b") try("%.5s", "a\0b") try("%-5s|", "a\0b")
try("%10s|", ("x"):rep(150)) try("%.10s|", ("x"):rep(150)) try("%99s", "x") try("%100s", "x")
try("%.99s|", ("y"):rep(120)) try("%s", setmetatable({}, { __tostring = function() return "meta" end }))
try("%8s|%.2s", setmetatable({}, { __tostring = function() return "meta" end }),
  setmetatable({}, { __tostring = function() return "meta" end }))
try("%s", setmetatable({}, { __tostring = function() return 5 end })) try("%05s", "x") try("%+s", "x")
try("%#s", "x") try("% s", "x") try("%s", setmetatable({}, { __tostring = function() error("ts", 0) end }))
try("%q", "simple") try("%q", 'quo"te \\ back') try("%q", "line\nbreak\r\t\0end\0001\127\200") try("%q", 1)
try("%q", 1.5) try("%q", 0.1) try("%q", 1e100) try("%q", math.mininteger) try("%q", math.maxinteger)
try("%q", 1 / 0) try("%q", -1 / 0) try("%q", 0 / 0) try("%q", -0.0) try("%q", nil) try("%q", true)
try("%q", false) try("%q", {}) try("%q", print) try("%q", io.stdout) try("%5q", "x") try("%.3q", "x")
try("%-q", "x") try("%q") try("%q", setmetatable({}, { __tostring = function() return "x" end }))
for _, v in ipairs { 0.1, 1e300, -2 ^ 60, 3.14159, 5e-324, 2 ^ 53 + 0.0, math.mininteger,
  "a\0\0019\r\n\"\\" } do assert(load("return " .. ("%q"):format(v))() == v) end
try("%p", nil) try("%p", 1) try("%p", true) try("%p", 1.5) try("%10p|", nil) try("%-10p|", 1) try("%p")
try("%.3p", nil) try("%05p", nil)
print(("%p"):format({}):match("^0x%x+$") ~= nil, ("%p"):format("x") == ("%p"):format("x"),
  ("%p"):format(print):match("^0x%x+$") ~= nil, #("%30p"):format({}))
for _, c in ipairs { "y", "z", "D", "F", "S", "n", "L", "h", "l", "5", "", " ", "-", ".", "5.5", "#", "\0",
  "é", "(", "*d", "1$d", "0.", "123d", "1.123d", "---------------------d", "00000000000000000000000d", "$",
  "k" } do try("%" .. c, 1) end
print(pcall(string.format)) print(pcall(string.format, {})) print(pcall(string.format, nil))
print(pcall(string.format, 5)) print(pcall(function() ("%d"):format("x") end))
print(pcall(function() ("%d %d"):format(1) end)) print(pcall(function() string.format("%d", {}) end))
print(pcall(function() ("%y"):format(1) end))
