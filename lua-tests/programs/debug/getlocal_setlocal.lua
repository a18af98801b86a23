-- debug.getlocal and setlocal: parameters, locals, varargs, temporaries, other levels and functions.
local function all(level, co) local i, r = 1, {} while true do local n, v if co then n, v = debug.getlocal(co, level, i) else n, v = debug.getlocal(level + 1, i) end if not n then break end r[#r + 1] = n .. "=" .. tostring(type(v) == "table" and "table" or v) i = i + 1 end return table.concat(r, " ") end
local function f(a, b, ...)
  local c = a + b
  do local inner = "gone" end
  for i = 1, 1 do local in_loop = i; print(all(1)) end
  for k, v in pairs { 5 } do print(all(1)) end
  print(debug.getlocal(1, -1)) print(debug.getlocal(1, -2)) print(debug.getlocal(1, -3))
  print(debug.setlocal(1, -1, "changed"), ...) print(debug.setlocal(1, -9, "x"))
  print(debug.setlocal(1, 1, 100), a) print(debug.setlocal(1, 3, "c"), c) print(debug.setlocal(1, 50, "x"))
  local x <close> = nil local y <const> = {} print(all(1))
end
f(1, 2, "v1", "v2")
print(debug.getlocal(f, 1), debug.getlocal(f, 2), debug.getlocal(f, 3), debug.getlocal(print, 1),
  debug.getlocal(function(...) end, 1), debug.getlocal(function(self) end, 1))
local co = coroutine.create(function(p) local q = p * 2; coroutine.yield(); print(q) end)
coroutine.resume(co, 21) print(all(1, co)) print(debug.setlocal(co, 1, 2, "set from outside"))
coroutine.resume(co) print(pcall(debug.getlocal, co, 1, 1))
print(pcall(debug.getlocal)) print(pcall(debug.getlocal, 1)) print(pcall(debug.getlocal, 100, 1))
print(pcall(debug.getlocal, {}, 1)) print(pcall(debug.getlocal, 1, "x")) print(pcall(debug.getlocal, 1, 1.5))
print(pcall(debug.setlocal, 1, 1)) print(pcall(debug.setlocal, 100, 1, 1)) print(pcall(debug.setlocal))
print(pcall(debug.setlocal, f, 1, 1)) print(pcall(debug.getlocal, -1, 1)) print(pcall(debug.getlocal, f))
print(pcall(debug.getlocal, f, 0)) print(pcall(debug.getlocal, 0, 1))
