-- nil and false are the false values; everything else is true; they differ from each other.
local function truth(v) return v and "true" or "false" end
print(truth(nil), truth(false), truth(true), truth(0), truth(0.0), truth(""), truth("false"), truth({}), truth(print))
print(nil == false, not nil == not false, nil == nil, false == false, (nil) == (nil))
print(rawequal(nil, false), type(nil), type(false), tostring(nil), tostring(false))
local t = { f = false }
print(t.f == nil, t.n == nil, next(t), rawget(t, "f"), #{ nil }, #{ false }, #{ nil, false })
print(nil and nil, nil and false, false and nil, nil or false, false or nil, not not nil, not not 0)
print(select("#", nil), select("#", nil, nil), select("#", false), select("#"))
for _, v in ipairs { false, false } do io.write(tostring(v), " ") end
for _, v in ipairs { false, nil, false } do io.write(tostring(v), ";") end
print()
local a, b = nil
print(a, b, a == b, (a or b) == nil)
print(pcall(function() return nil < false end))
print(pcall(function() return nil .. "" end))
