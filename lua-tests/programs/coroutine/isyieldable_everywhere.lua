-- Where a coroutine can yield: in callbacks of native functions it cannot.
local function where(name) return name .. "=" .. tostring(coroutine.isyieldable()) end
local r = {} local function note(name) r[#r + 1] = where(name) end
note "main" pcall(note, "pcall in main") coroutine.wrap(function()
  note "body" pcall(note, "pcall") xpcall(note, print, "xpcall") xpcall(error, function() note "handler" end)
  table.sort({ 2, 1 }, function() note "sort" return false end)
  string.gsub("x", "x", function() note "gsub" end) load(function() note "reader" end)
  local mt = setmetatable({}, { __add = function() note "__add" end,
    __index = function() note "__index" end, __tostring = function() note "__tostring" return "" end,
    __len = function() note "__len" return 0 end, __pairs = function() note "__pairs" return next, {} end,
    __close = function() note "__close" end, __call = function() note "__call" end,
    __eq = function() note "__eq" return true end, __lt = function() note "__lt" return true end,
    __concat = function() note "__concat" end })
  local _ = mt + 1, mt.x, tostring(mt), #mt, mt(), mt == setmetatable({}, getmetatable(mt)), mt < mt, mt .. ""
  for _ in pairs(mt) do end do local c <close> = mt end table.unpack(mt)
  for _ in function() note "iterator" end do end require = require
  package.preload.m = function() note "require" end require "m" coroutine.wrap(function() note "nested" end)()
  setmetatable({}, { __gc = function() note "__gc" end }) collectgarbage()
  debug.sethook(function() note "hook" debug.sethook() end, "l")
  local x = 1
end)() local seen = {} for _, s in ipairs(r) do if not seen[s] then seen[s] = true print(s) end end
