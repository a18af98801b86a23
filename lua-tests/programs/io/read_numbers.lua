-- file:read("n"): what is read of a text that begins like a numeral.
local name = os.tmpname()
for _, text in ipairs { "10", " 10", "\n\t 10", "-5", "+5", "- 5", "1.5", ".5", "5.", ".", "1e10", "1e", "1e+", "1E-2x", "0x10", "0x", "0xg", "0X1p4", "0x.8", "0x1p", "x", "", "nan", "inf", "1 2 3", "12abc", "1,5", "--5", "1..2", "9223372036854775807", "9223372036854775808", "1e400", ("1"):rep(199), ("1"):rep(200), ("1"):rep(201), ("1"):rep(250), "0x" .. ("f"):rep(250), "1.5.5", "1e5e5", "1_000", "0b1", "00012", "5\n6", "-0", "-.", "-.5", "0x-1", "1 e5" } do
  local f = assert(io.open(name, "wb")); f:write(text, "|rest"); f:close()
  f = assert(io.open(name))
  local n = f:read("n")
  print(text:sub(1, 30), n, math.type(n), f:read("a"):sub(1, 30))
  f:close()
end
local f = assert(io.open(name, "w")) f:write("1 2.5 0x10 -7\n8") f:close()
f = io.open(name) print(f:read("n", "n", "n", "n", "l", "n", "n")) f:close()
f = io.open(name) print(f:read("n", "l", "n")) f:close()
f = io.open(name) print(f:read("n", "n", "a")) f:close()
os.remove(name)
