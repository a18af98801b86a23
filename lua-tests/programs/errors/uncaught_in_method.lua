-- Names in the traceback: methods, fields, upvalues, globals, metamethods.
local Class = {} Class.__index = Class
function Class:method() return self.value + self.missing end
local object = setmetatable({ value = 1 }, Class)
local function up() return object:method() + 1 end
function glob() return (up()) end
local t = { field = { deep = function() return 1 + glob() end } }
local mt = setmetatable({}, { __add = function() return t.field.deep() + 1 end })
print(mt + 1)
