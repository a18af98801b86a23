-- Appending, overwriting in the middle, truncating, reading after writing.
local name = os.tmpname()
local function with(mode, f) local h = assert(io.open(name, mode)) local r = table.pack(f(h)) h:close() return table.unpack(r, 1, r.n) end
local function all() return with("rb", function(h) return h:read "a" end) end
with("w", function(h) h:write "0123456789" end)
with("a", function(h) h:write "ABC" end) print(all())
with("r+", function(h) h:seek("set", 3) h:write "xyz" end) print(all())
with("r+", function(h) h:seek("end") h:write "!" h:seek("set") h:write "#" end) print(all())
with("a", function(h) h:seek("set", 0) h:write "end" end) print(all())
with("w+",
  function(h) h:write "new" h:seek("set") print(h:read "a") h:write " more" h:seek("set", 1) print(h:read(2), h:read "a") end)
print(all())
with("a+", function(h) print(h:read "a") h:write " appended" h:seek("set") print(h:read "a") end)
with("r+", function(h) print(h:read(3)) h:seek("cur", 0) h:write "_" h:seek("cur", 0) print(h:read(3)) end) print(all())
with("w", function() end) print(all() == "", #all())
with("w", function(h) h:seek("set", 5) h:write "x" end) print((all():gsub("\0", "0")))
os.remove(name)
