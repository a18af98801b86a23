-- load with a reader function: pieces, the end, wrong results, errors.
local function reader(...) local pieces, i = { ... }, 0; return function() i = i + 1; return pieces[i] end end
print(load(reader("return ", "1", " + 2"))()) print(load(reader("return 'a", "b", "c'"))())
print(load(reader("return 1", "", "+ 1"))()) print(load(reader())) print(load(reader("")))
print(load(reader(nil, "error")))
print(load(reader("x =")))
print(load(reader("return", " 5", "5"))()) print(load(reader("re", "turn ", "\"", "\\", "n", "\""))() == "\n")
print(load(reader("return 1", 2, 3))()) print(load(reader("return ", 1, 5))())
print(select(2, load(reader({}))):gsub("\n.*", ""))
print((select(2, load(reader("return ", true))):gsub("\n.*", "")))
print((select(2, load(function() error("in reader", 0) end)):gsub("\n.*", "")))
print(load(reader("return ...", ""), "=name")(9))
print(load(reader("error 'x'"), "=name") ~= nil, pcall(load(reader("error 'x'"), "=name")),
  pcall(load(reader("error 'x'"))))
print(load(reader("return x"), "=n", "t", { x = "env" })()) print(load(reader("return 1"), "=n", "b"))
local bin = string.dump(function() return "binary" end)
local i = 0
print(load(function() i = i + 1; local c = bin:sub(i, i); return c ~= "" and c or nil end, "b", "b")())
print(load(function() return nil end)()) print(pcall(load, 5, "x")) print(pcall(load, {}, "x"))
local co = coroutine.wrap(function() return load(function() coroutine.yield("y") end) end)
print((select(2, co()):gsub("\n.*", "")))
local calls = 0
load(function() calls = calls + 1; return calls < 5 and "x = 1 " or nil end)()
print(calls, x)
