-- Listeners, once, removal while emitting, errors in listeners.
local Emitter = {} Emitter.__index = Emitter
function Emitter.new() return setmetatable({ listeners = {} }, Emitter) end
function Emitter:on(event, f) local l = self.listeners[event] or {} self.listeners[event] = l l[#l + 1] = f return f end
function Emitter:off(event, f) local l = self.listeners[event] or {} for i = #l, 1, -1 do if l[i] == f then table.remove(l, i) end end end
function Emitter:once(event, f) local function wrapper(...) self:off(event, wrapper) return f(...) end return self:on(event, wrapper) end
function Emitter:emit(event, ...)
  local errors, snapshot = {}, { table.unpack(self.listeners[event] or {}) }
  for _, f in ipairs(snapshot) do local ok, e = pcall(f, ...) if not ok then errors[#errors + 1] = e end end
  return #snapshot, errors
end
local e = Emitter.new()
local a = e:on("x", function(...) print("a", ...) end)
e:once("x", function(...) print("once", ...) end)
e:on("x", function(v) if v == 2 then error("bad value " .. v, 0) end end)
e:on("x", function() e:off("x", a) end)
for i = 1, 3 do local n, errors = e:emit("x", i, "extra") print(n, table.concat(errors, ";")) end
print(e:emit("unknown"))
