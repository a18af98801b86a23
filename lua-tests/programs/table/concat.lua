-- table.concat: separators, ranges, numbers, values that are not strings.
local function try(...) print(pcall(table.concat, ...)) end
local t = { "a", 1, 2.5, "d" }
try(t) try(t, ",") try(t, ", ", 2) try(t, ",", 2, 3) try(t, ",", 3, 2) try(t, ",", 1, 0) try({}) try({}, ",")
try({}, ",", 1, 1) try(t, 0) try(t, 1.5) try(t, nil, 2, nil) try(t, "", 4, 4) try(t, ",", -1, 2)
try(t, ",", 1, 5) try({ 1, {}, 3 }) try({ 1, true }) try({ nil, 2 }) try({ 1, nil, 3 }, ",", 1, 3)
try({ print }) try({ [0] = "z", "a" }, "-", 0) try({ [-1] = "m", [0] = "z", "a" }, "-", -1, 1)
try() try(nil) try(1) try("x") try(t, {}) try(t, true) try(t, ",", {}) try(t, ",", 1, {}) try(t, ",", "x")
try(t, ",", 1.5) try(t, ",", "2", "3") try(print) try({ "a" }, ",", math.maxinteger, math.maxinteger)
try({ [math.maxinteger] = "max" }, ",", math.maxinteger, math.maxinteger)
try({ [math.maxinteger] = "b", [math.maxinteger - 1] = "a" }, ",", math.maxinteger - 1, math.maxinteger)
try({ [math.mininteger] = "min" }, ",", math.mininteger, math.mininteger)
try({}, ",", math.mininteger, math.maxinteger)
print(pcall(function() table.concat({ {} }) end)) print(pcall(function() table.concat() end))
print(pcall(function() table.concat({ 1, 2, setmetatable({}, { __name = "Named" }) }) end))
print(pcall(function() table.concat({ setmetatable({}, { __tostring = function() return "ts" end, __concat = function() return "c" end }) }) end))
try(setmetatable({}, { __index = function(_, k) return "v" .. k end, __len = function() return 3 end }), ",")
try(setmetatable({}, { __len = function() return 2 end }))
try(setmetatable({ "x" }, { __len = function() return "2" end }))
try(setmetatable({ "x" }, { __len = function() return "y" end }))
local big = {} for i = 1, 10000 do big[i] = i % 10 end
print(#table.concat(big), #table.concat(big, "::"), table.concat(big, "", 9990))
