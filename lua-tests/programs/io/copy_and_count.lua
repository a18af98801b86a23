-- Copying a file by pieces, lines and as a whole; counting lines, words and bytes.
local a, b = os.tmpname(), os.tmpname()
local function write(name, ...) local f = assert(io.open(name, "wb")) f:write(...) f:close() end
local function read(name) local f = assert(io.open(name, "rb")) local s = f:read "a" f:close() return s end
local content = ("line one\nsecond line here\n\nlast without newline"):rep(50)
write(a, content)
local src, dst = io.open(a, "rb"), io.open(b, "wb")
while true do local piece = src:read(100) if not piece then break end dst:write(piece) end
src:close() dst:close()
print(read(b) == content, #read(b))
dst = io.open(b, "wb") for line in io.lines(a, "L") do dst:write(line) end dst:close() print(read(b) == content)
dst = io.open(b, "wb") for line in io.lines(a) do dst:write(line, "\n") end dst:close() print(#read(b) - #content)
local lines, words, bytes = 0, 0, 0
for line in io.lines(a) do lines = lines + 1 words = words + select(2, line:gsub("%S+", "")) bytes = bytes + #line + 1 end
print(lines, words, bytes, #content)
local longest = "" for line in io.lines(a) do if #line > #longest then longest = line end end print(longest)
os.remove(a) os.remove(b)
