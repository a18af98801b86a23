-- print: tabs, __tostring, __name, nil arguments, its errors.
print() print(nil) print(nil, nil) print(1, "a", true, nil, 2.5) print("a\0b", "tab\tinside", "line\nbreak") print(("x"):rep(300))
print(setmetatable({}, { __tostring = function() return "custom" end }), 1)
print(pcall(print, setmetatable({}, { __tostring = function() return 1 end }))) print(pcall(print, setmetatable({}, { __tostring = function() return {} end }))) print(pcall(print, setmetatable({}, { __tostring = function() error("err", 0) end }))) print(pcall(print, 1, setmetatable({}, { __tostring = function() error({}) end })) == false)
print(pcall(print, setmetatable({}, { __tostring = true })))
print((print()))
tostring = nil
print("no global tostring needed", 1, {} ~= nil)
print(print == print, select("#", print(1)))
io.write("io.write ", 1, " ", 2.0, "\n")
print(-0.0, 0.0, 1e300 * 1e10, -1e300 * 1e10, 2 ^ 53, 10 // 3, 10 / 2)
