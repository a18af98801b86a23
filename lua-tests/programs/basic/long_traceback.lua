-- A long traceback leaves out the middle.
local function show(s) print((s:gsub("\n%s*%[C%]: in %?", ""))) end
local function deep(n) if n == 0 then error("bottom") end deep(n - 1) return 1 end
for _, n in ipairs { 5, 16, 17, 18, 19, 20, 21, 22, 23, 50, 500 } do
  local ok, tb = xpcall(deep, debug.traceback, n)
  print(n)
  show(tb)
end
