-- Globals through _G and _ENV, undefined ones, deletion, dynamic names.
value = 1 print(_G.value, _ENV.value, rawget(_G, "value"), _G["val" .. "ue"]) _G.other = 2 print(other)
_G["strange name"] = 3 print(_G["strange name"]) value = nil print(value, rawget(_G, "value"), _G.undefined)
local function set(name, v) local t = _G for part in name:gmatch("[^.]+%.") do part = part:sub(1, -2) t[part] = t[part] or {} t = t[part] end t[name:match("[^.]+$")] = v end
local function get(name) local v = _G for part in name:gmatch("[^.]+") do v = v[part] end return v end
set("a.b.c", 10) print(a.b.c, get "a.b.c", get "string.upper" == string.upper, pcall(get, "a.x.y"))
setmetatable(_G, { __index = function(_, k) return "default " .. k end,
  __newindex = function(t, k, v) rawset(t, k, v and v .. "!") end })
print(nothing, other) fresh = "new" print(fresh) other = "changed" print(other) setmetatable(_G, nil)
print(nothing)
local print = print _ENV = { inner = 5 } print(inner, tostring == nil) inner = 6 print(_ENV.inner)
