-- require of files: found by the path, syntax errors, results, the second argument.
local base = os.tmpname() os.remove(base) os.execute("mkdir " .. base)
local function clean(...) local t = table.pack(...); for i = 1, t.n do if type(t[i]) == "string" then t[i] = t[i]:gsub(base:gsub("%p", "%%%0"), "BASE") end end return table.unpack(t, 1, t.n) end
local function write(name, text) local f = assert(io.open(base .. "/" .. name, "w")); f:write(text); f:close() end
package.path = base .. "/?.lua;" .. base .. "/?/init.lua" package.cpath = base .. "/?.so"
write("one.lua", "return { ... }") write("two.lua", "x = ") write("three.lua", "error('at load')")
write("four.lua", "local n = ... return nil, n") write("five.lua", "return 5, 6")
print(clean(table.unpack((require "one")))) print(clean(select(2, require "one")))
print(clean(pcall(require, "two"))) print(clean(pcall(require, "three"))) print(clean(require "four"))
print(clean(require "five")) print(package.loaded.three, package.loaded.four)
os.execute("mkdir -p " .. base .. "/pack/sub") write("pack/init.lua", "return 'init of ' .. ...")
write("pack/sub/deep.lua", "return 'deep ' .. ...") print(clean(require "pack"))
print(clean(require "pack.sub.deep")) print(clean(pcall(require, "pack/sub/deep")))
print(clean(package.searchpath("one", package.path)))
print(clean(package.searchpath("pack.sub.deep", package.path)))
print(clean(package.searchpath("absent", package.path)))
print(clean(package.searchpath("pack-sub-deep", package.path, "-")))
print(clean(package.searchpath("pack.sub.deep", package.path, "", "/")))
print(clean(package.searchpath("a.b", "?;?.x;y", ".", "+"))) print(package.searchpath("x", ""))
print(package.searchpath("", "?")) print(package.searchpath("x", ";;"))
print(package.searchpath("x.y", "?/?.lua"))
write("clib.so", "not a library") print((clean(select(2, pcall(require, "clib"))):gsub("\n.*", "")))
os.execute("rm -r " .. base)
