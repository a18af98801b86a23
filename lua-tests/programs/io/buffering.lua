-- setvbuf and flush: what another handle sees of a file being written.
local name = os.tmpname()
local function seen() local f = io.open(name, "rb") local s = f:read "a" f:close() return s end
local f = io.open(name, "w")
print(f:setvbuf "full", f:write "buffered" == f, seen(), f:flush() == f, seen())
print(f:setvbuf "no", f:write " direct" == f, seen()) f:close() print(seen())
f = io.open(name, "w") f:setvbuf "line" f:write "line\n" print((seen():gsub("\n", "/"))) f:close()
f = io.open(name, "w") f:setvbuf "full" f:write(("x"):rep(100000)) print(#seen() > 0) f:close() print(#seen())
f = io.open(name, "r+") f:write "abc" f:seek("set", 0) print(seen():sub(1, 4)) print(f:read(4)) f:close()
print(pcall(f.flush, f)) print(pcall(f.setvbuf, f, "no"))
print(io.stdout:setvbuf("full"), io.flush() == io.stdout, pcall(io.flush, 1))
do local g <close> = io.open(name, "w") g:write "closed by block" end print(seen())
local h = io.open(name, "w") h:write "collected" h = nil collectgarbage() print(seen())
os.remove(name)
