-- os.remove and os.rename: files, folders, missing ones, the triple of a failure.
local a = os.tmpname() local b = a .. "_b"
local function clean(...) local t = table.pack(...); for i = 1, t.n do if type(t[i]) == "string" then t[i] = t[i]:gsub(a:gsub("%p", "%%%0"), "A") end end return table.unpack(t, 1, t.n) end
print(os.rename(a, b)) print(clean(io.open(a))) print(clean(os.rename(a, b))) print(os.remove(b))
print(clean(os.remove(b))) print(clean(os.rename(a, "/nonexistent/x")))
os.execute("mkdir " .. a .. "_dir") print(clean(os.remove(a .. "_dir")))
os.execute("mkdir " .. a .. "_dir && touch " .. a .. "_dir/f") print(clean(os.remove(a .. "_dir")))
print(os.remove(a .. "_dir/f")) print(os.remove(a .. "_dir"))
print(pcall(os.remove)) print(pcall(os.remove, {})) print(pcall(os.rename)) print(pcall(os.rename, "x"))
print(pcall(os.rename, {}, "x")) print(pcall(os.rename, "x", {})) print(clean(os.remove("")))
print(clean(os.rename("", "x"))) print(select("#", os.remove("/nonexistent")))
print(clean(os.remove(a .. "\0ignored")))
