-- dofile and loadfile: results, missing files, a first line with #, modes, environments.
local name = os.tmpname()
local function write(s) local f = assert(io.open(name, "wb")); f:write(s); f:close() end
local function clean(...) local t = table.pack(...); for i = 1, t.n do if type(t[i]) == "string" then t[i] = t[i]:gsub(name:gsub("%p", "%%%0"), "FILE"):gsub("\n.*", "") end end return table.unpack(t, 1, t.n) end
write("return 1, 2, ...") print(dofile(name)) print(loadfile(name)(3))
write("#!/usr/bin/lua\nreturn debug and 'after shebang', 2") print(dofile(name))
write("# only a comment") print(dofile(name)) print(loadfile(name) ~= nil)
write("\xEF\xBB\xBFreturn 'bom'") print(dofile(name))
write("\xEF\xBB\xBF#!x\nreturn 'bom and shebang'") print(dofile(name))
write("#!x\nerror('line two')") print(clean(pcall(dofile, name)))
write("\n\nx =") print(clean(loadfile(name))) print(clean(pcall(dofile, name)))
write(string.dump(function(...) return "binary", ... end)) print(dofile(name)) print(loadfile(name, "b")(1)) print(clean(loadfile(name, "t")))
write("#comment\n" .. string.dump(function() return "binary after comment" end)) print(dofile(name))
write("return x") print(loadfile(name, "t", { x = "env" })()) print(clean(loadfile(name, "b"))) print(clean(loadfile(name, "q")))
write("") print(select("#", dofile(name)))
os.remove(name)
print(clean(loadfile(name))) print(clean(pcall(dofile, name))) print(clean(loadfile("/"))) print(clean(pcall(dofile, "/nonexistent/file.lua")))
print(pcall(dofile, {})) print(pcall(loadfile, {})) print(pcall(loadfile, name, {})) print(loadfile("no such file"))
