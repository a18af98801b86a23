-- Order of finalizers, objects reachable from one another, creation inside finalizers.
local function new(name, ref) return setmetatable({ name = name, ref = ref }, { __gc = function(o) print("gc", o.name, o.ref and o.ref.name) end }) end
do local a = new "a" local b = new("b", a) local c = new("c", b) a.ref = c end collectgarbage() print "cycle done"
do new "1" new "2" new "3" end collectgarbage() print "three done"
do local o = new "outer" o.child = new "child" o.child.child = new "grandchild" end collectgarbage() print "chain done"
setmetatable({}, { __gc = function() new "made in finalizer" end }) collectgarbage() collectgarbage()
print "nested done"
local t = {} for i = 1, 3 do t[i] = new("kept " .. i) end collectgarbage() print "nothing" t[2] = nil
collectgarbage() t = nil collectgarbage()
local proxy = setmetatable({},
  { __gc = function(p) print("proxy", p.x) end, __index = function(_, k) return k .. "!" end })
proxy = nil collectgarbage()
local mt = { __gc = function(o) print("first", o.id) end } local o = setmetatable({ id = 1 }, mt)
mt.__gc = function(o) print("replaced", o.id) end o = nil collectgarbage() o = setmetatable({ id = 2 }, mt)
mt.__gc = nil o = nil collectgarbage() o = setmetatable({ id = 3 }, mt) mt.__gc = print o = nil
collectgarbage() print "end" late = new "at close 1" late2 = new "at close 2"
