-- io.open: every mode, and modes that are none.
local name = os.tmpname()
local function clean(...) local t = table.pack(...); for i = 1, t.n do if type(t[i]) == "string" then t[i] = t[i]:gsub(name:gsub("%p", "%%%0"), "FILE") elseif io.type(t[i]) then t[i]:close(); t[i] = "a file" end end return table.unpack(t, 1, t.n) end
for _, mode in ipairs { "r", "w", "a", "r+", "w+", "a+", "rb", "wb", "ab", "r+b", "w+b",
  "a+b" } do print(mode, clean(io.open(name, mode))) end
for _, mode in ipairs { "", "x", "rw", "br", "rb+", "r++", "wr", "R", " r", "r ", "+", "b", "rbb", "rt",
  "w+bx" } do print(mode, pcall(io.open, name, mode)) end
print(clean(io.open(name))) print(clean(io.open(name, nil)))
print(pcall(io.open)) print(pcall(io.open, nil)) print(pcall(io.open, {})) print(pcall(io.open, name, {}))
print(pcall(io.open, name, 5)) print(pcall(io.open, true, "r"))
os.remove(name)
