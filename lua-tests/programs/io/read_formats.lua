-- file:read with every format, at every position of a file.
local name = os.tmpname()
local function with(content, f) local h = assert(io.open(name, "wb")); h:write(content); h:close(); h = assert(io.open(name, "rb")); f(h); h:close() end
with("line one\nline two\n\nlast",
  function(f) print(f:read()) print(f:read("l")) print(f:read("L")) print(f:read("l")) print(f:read("l")) print(f:read("a")) print(f:read("a")) print(f:read(0)) print(f:read(1)) end)
with("line one\nline two\n\nlast",
  function(f) print(f:read("L", "l")) print(f:read(0)) print(f:read(3)) print(f:read(100)) print(f:read(0)) print(f:read(100)) print(f:read("L")) end)
with("abc", function(f) print(f:read("a", "a", "l", "a")) end)
with("abc", function(f) print(f:read("l", "l", "l")) end)
with("",
  function(f) print(f:read("a")) print(f:read("l")) print(f:read("n")) print(f:read(0)) print(f:read(5)) print(f:read("L", "a")) end)
with("\n\n", function(f) print(f:read("l", "l", "l")) end)
with("\r\nx\r\n", function(f) print(#f:read("l"), #f:read("L")) end)
with("a\0b\nc\0", function(f) print(#f:read("l"), #f:read("a")) end)
with("*old *names\n5", function(f) print(f:read("*l")) print(f:read("*n")) end)
with("text",
  function(f) for _, fmt in ipairs { "x", "", "*", "*x", "ll", "line", "number", "all", "*a*", "Lx" } do print(fmt, pcall(f.read, f, fmt)) f:seek("set") end end)
with("text",
  function(f) print(pcall(f.read, f, {})) print(pcall(f.read, f, nil)) print(pcall(f.read, f, true)) print(pcall(f.read, f, 1.5)) print(pcall(f.read, f, "2")) print(pcall(f.read, f, 2.0)) print(pcall(f.read, f, "l", "x")) end)
with(("x"):rep(5000) .. "\n" .. ("y"):rep(70000), function(f) print(#f:read("l"), #f:read(10), #f:read("a")) end)
os.remove(name)
