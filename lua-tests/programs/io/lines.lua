-- io.lines and file:lines: formats, ends, errors, closing.
local name = os.tmpname()
local f = assert(io.open(name, "w")) f:write("one\ntwo\n\nfour") f:close()
for l in io.lines(name) do io.write("[", l, "] ") end print()
for l in io.lines(name, "L") do io.write("[", l, "] ") end print()
for c in io.lines(name, 1) do io.write(c, ".") end print()
for a, b in io.lines(name, 1, "l") do io.write("<", a, "|", tostring(b), "> ") end print()
for a in io.lines(name, "a") do io.write(#a, " ") if a == "" then break end end print()
for n in io.lines(name, "n") do print("never", n) end
f = io.open(name) for l in f:lines() do io.write(l, ",") end print(f:read("a"), io.type(f)) f:close()
f = io.open(name) for l in f:lines("L") do io.write(l) break end print(f:read("l")) f:close() print(pcall(f.lines, f))
f = io.open(name) local it = f:lines() f:close() print(pcall(it))
it = io.lines(name) it() it() it() it() print(it()) print(pcall(it))
print(pcall(io.lines, name, "x")) print(pcall(io.lines, name, {})) print(pcall(io.lines, {}))
print(pcall(io.lines, "/nonexistent/file")) print(pcall(io.lines, name, 1, "y"))
print(pcall(io.lines, name, nil)) print(pcall(function() for l in io.lines("/nonexistent") do end end))
print(pcall(function() for l in io.lines(name, "q") do end end))
local a, b, c, d = io.lines(name)
print(type(a), b, c, io.type(d), select("#", io.lines(name)), select("#", io.open(name):lines()))
do local count = 0 for l in io.lines(name) do count = count + 1 if count == 2 then break end end print(count) end
local many = {} for i = 1, 250 do many[i] = 1 end
print(select("#", pcall(io.lines, name, table.unpack(many)))) many[251] = 1
print(pcall(io.lines, name, table.unpack(many)))
os.remove(name)
