-- __gc: in reverse order of marking, with the object as argument, once; objects without it at setmetatable time are not marked.
local function marked(name) return setmetatable({ name = name }, { __gc = function(o) print("finalize", o.name) end }) end
local a, b, c = marked "a", marked "b", marked "c"
a, b, c = nil, nil, nil
collectgarbage()
local late = {}
local mt = {}
local x = setmetatable({ name = "late" }, mt)
mt.__gc = function(o) print("never for", o.name) end
x = nil
collectgarbage()
local y = setmetatable({}, { __gc = true })
getmetatable(y).__gc = function() print "placeholder replaced" end
y = nil
collectgarbage()
local kept
local z = setmetatable({ name = "phoenix" }, { __gc = function(o) kept = o; print "resurrected" end })
z = nil
collectgarbage()
print(kept.name)
kept = nil
collectgarbage()
print "not finalized twice"
setmetatable({ name = "again" }, { __gc = function(o)
  print("finalize", o.name)
  setmetatable(o, getmetatable(o))
  o.name = "again, marked anew"
end })
collectgarbage()
getmetatable(marked "unused").__gc = nil
collectgarbage()
local at_exit = marked "at exit 1"
at_exit2 = marked "at exit 2"
print "end of program"
