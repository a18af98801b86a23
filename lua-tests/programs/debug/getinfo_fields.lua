-- debug.getinfo: every option, for Lua and native functions, levels and values.
local function show(t) local keys = {} for k in pairs(t) do keys[#keys + 1] = k end table.sort(keys) for i, k in ipairs(keys) do local v = t[k] if type(v) == "function" then v = "function" elseif type(v) == "table" then local l = {} for n in pairs(v) do l[#l + 1] = n end table.sort(l) v = "{" .. table.concat(l, ",") .. "}" end keys[i] = k .. "=" .. tostring(v) end print(table.concat(keys, " ")) end
local up = 1
local function f(a, b, ...)
  local x = up
  return debug.getinfo(1)
end
show(f(1, 2, 3)) show(debug.getinfo(f)) show(debug.getinfo(print)) show(debug.getinfo(1))
show(debug.getinfo(f, "S")) show(debug.getinfo(f, "L")) show(debug.getinfo(f, "u"))
show(debug.getinfo(f, "n")) show(debug.getinfo(f, "l")) show(debug.getinfo(f, "t"))
show(debug.getinfo(f, "f")) show(debug.getinfo(f, "r")) show(debug.getinfo(f, "SlnutLrf"))
show(debug.getinfo(print, "SlnutLrf")) show(debug.getinfo(f, ""))
show(debug.getinfo(load("return 1", "=name"))) show(debug.getinfo(load("\n\nreturn 1", "text"), "SL"))
show(debug.getinfo(load(string.dump(f, true)), "SLlu")) show(debug.getinfo(function() end, "SL"))
print(debug.getinfo(100), debug.getinfo(-1)) print(pcall(debug.getinfo)) print(pcall(debug.getinfo, nil))
print(pcall(debug.getinfo, {})) print(pcall(debug.getinfo, "x")) print(pcall(debug.getinfo, 1, "X"))
print(pcall(debug.getinfo, 1, ">f")) print(pcall(debug.getinfo, f, ">")) print(pcall(debug.getinfo, 1, {}))
print(pcall(debug.getinfo, 1.5)) print(pcall(debug.getinfo, "1", "l"))
print(pcall(debug.getinfo, print, "nope")) print(pcall(debug.getinfo, coroutine.create(f), 0))
print(pcall(debug.getinfo, coroutine.create(f), f, "S") == true)
