-- Iterators over a file with several formats at once.
local name = os.tmpname()
local f = io.open(name, "w") f:write("10 ten\n20 twenty\n30 thirty\n") f:close()
for n, rest in io.lines(name, "n", "l") do io.write(n, "|", rest, "; ") end print()
for a, b, c in io.lines(name, 1, 2, "L") do io.write(a, "|", b, "|", c) end
for chunk in io.lines(name, 7) do io.write("[", (chunk:gsub("\n", "/")), "]") end print()
for line in io.lines(name, "*l") do io.write(#line, " ") end print()
for all in io.lines(name, "a") do print(#all) if #all == 0 then break end end
for n in io.lines(name, "n") do print(n) end
f = io.open(name) for n in f:lines("n") do print(n, f:read("l")) end print(io.type(f), f:read("a")) f:close()
f = io.open(name) local it = f:lines(3) print(it(), it(), (it():gsub("\n", "/")), f:seek()) f:close() print(pcall(it))
local function first(n) local r = {} for line in io.lines(name) do r[#r + 1] = line if #r == n then break end end return r end
print(#first(2), first(1)[1], #first(99))
print(pcall(io.lines, name, "z")) print(pcall(io.lines, name, {}))
print(pcall(function() for l in io.lines(name, 0) do error("got " .. #l, 0) end end)) os.remove(name)
