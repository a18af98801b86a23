-- gsub within gsub, errors through it, the same string kept when nothing changed.
print((("a(b(c))"):gsub("%b()", function(s) return "[" .. s:sub(2, -2):gsub("%b()", "<%0>") .. "]" end)))
local depth = 0
local function nest(s) depth = depth + 1; return (s:gsub("%((.*)%)", nest)) end
print(nest("(((x)))"), depth)
local s = ("x"):rep(100)
print((s:gsub("y", "z")) == s, (s:gsub("x", "%0")) == s, (s:gsub("x", function() end)) == s, (s:gsub("x", {})) == s)
print(pcall(string.gsub, "abc", "%w", function(c) if c == "b" then error("at b") end end))
print(pcall(string.gsub, "abc", "%w", function(c) if c == "b" then error({ c }) end end) == false)
print(pcall(function() return (("x"):gsub("x", function() local t = nil; return t.field end)) end))
local count = 0
local r = ("a b c d"):gsub("%a", function(c) count = count + 1; return count % 2 == 0 and c:upper() or nil end)
print(r, count)
local t = setmetatable({}, { __index = function(_, k) error("key " .. k, 0) end })
print(pcall(string.gsub, "abc", "b", t))
print(("x = 1, y = 2"):gsub("(%w+) = (%w+)", "%2 = %1"), ("%d"):gsub("%%d", "%%s"), ("abc"):gsub("", "%0-"))
print((("word word"):gsub("%f[%w]%w", string.upper)), (("one;two;;four"):gsub(";;", ";nil;")),
  (("CamelCaseString"):gsub("%u", function(c) return "_" .. c:lower() end)))
print(("\n\r\t"):gsub("%c", function(c) return "\\" .. c:byte() end), ("tab\there"):gsub("\t", "    "))
