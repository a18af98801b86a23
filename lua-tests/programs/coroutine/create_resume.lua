-- create and resume: values in and out, status, errors, dead coroutines.
local function try(f, ...) print(pcall(f, ...)) end
local co = coroutine.create(function(a, b)
  print("start", a, b)
  local c = coroutine.yield(a + b)
  print("got", c)
  local d, e = coroutine.yield()
  print("got", d, e)
  return "end", d
end)
print(coroutine.status(co), coroutine.resume(co, 1, 2)) print(coroutine.status(co), coroutine.resume(co, "c"))
print(coroutine.resume(co, "d", "e")) print(coroutine.status(co), coroutine.resume(co))
print(coroutine.resume(co, 1))
local err = coroutine.create(function() error("fail") end)
print(coroutine.resume(err)) print(coroutine.status(err), coroutine.resume(err))
try(coroutine.create) try(coroutine.create, 1) try(coroutine.create, nil) try(coroutine.create, {})
try(coroutine.create, setmetatable({}, { __call = print }))
try(coroutine.resume) try(coroutine.resume, 1) try(coroutine.resume, print) try(coroutine.resume, nil)
try(coroutine.status) try(coroutine.status, {}) try(coroutine.status, nil)
print(coroutine.resume(coroutine.create(print), "native", "body"))
print(coroutine.resume(coroutine.create(pcall), error, "x"))
print(coroutine.resume(coroutine.create(coroutine.yield), 1, 2)) print(coroutine.resume(coroutine.running()))
local self
self = coroutine.create(function() return coroutine.resume(self) end)
print(coroutine.resume(self))
print(select("#", coroutine.resume(coroutine.create(function() return nil, nil end))),
  select("#", coroutine.resume(coroutine.create(function() end))))
print(coroutine.resume(coroutine.create(function(...) return select("#", ...) end), table.unpack({}, 1, 250)))
