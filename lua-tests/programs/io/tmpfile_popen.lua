-- io.tmpfile and io.popen: reading, writing, exit states, modes.
local f = io.tmpfile() f:write("temporary") f:seek("set") print(f:read("a"), io.type(f), f:close())
local p = io.popen("echo hello; echo world") print(p:read("a")) print(p:close())
p = io.popen("exit 3") print(p:close()) p = io.popen("kill -9 $$") print(p:close()) p = io.popen("true", "r") print(p:read("a"), p:close()) p = io.popen("false") print(p:close())
io.stdout:flush()
p = io.popen("cat", "w") p:write("through cat\n") print(p:close()) p = io.popen("cat >/dev/null; exit 7", "w") print(p:write("x") == p, p:close())
for l in io.popen("printf 'a\\nb\\n'"):lines() do io.write(l, " ") end print()
print(pcall(io.popen)) print(pcall(io.popen, "true", "x")) print(pcall(io.popen, "true", "rw")) print(pcall(io.popen, {})) print(pcall(io.popen, "true", {})) print(pcall(io.popen, "true", "")) print(pcall(io.popen, "true", "rb"))
p = io.popen("exit 5") print(io.type(p), tostring(p):match("^file %(0x") ~= nil) print(io.close(p)) print(io.type(p))
do local q <close> = io.popen("exit 1") end
p = io.popen("nonexistent_command_xyz 2>/dev/null") print(p:read("a")) print(p:close())
print(pcall(io.tmpfile, "ignored"))
