-- try, catch, finally, error classes, retries, cleanups, stack of contexts.
local Error = {} Error.__index = Error Error.__tostring = function(e) return e.kind .. ": " .. e.message end
local function raise(kind, message) error(setmetatable({ kind = kind, message = message }, Error)) end
local function try(block)
  local results = table.pack(pcall(block[1]))
  if not results[1] and block.catch then
    local e = results[2]
    for kind,
      handler in pairs(block.catch) do if getmetatable(e) == Error and e.kind == kind then results = table.pack(pcall(handler, e)) break end end
  end
  if block.finally then block.finally() end
  if not results[1] then error(results[2], 0) end
  return table.unpack(results, 2, results.n)
end
print(try { function() return 1, nil, 3 end, finally = function() print "finally 1" end })
print(try { function() raise("IO", "disk full") end,
  catch = { IO = function(e) return "caught " .. e.message end },
  finally = function() print "finally 2" end })
print(pcall(try, { function() raise("Parse", "bad") end, catch = { IO = print },
  finally = function() print "finally 3" end }))
print(pcall(try, { function() raise("IO", "x") end, catch = { IO = function() error("in handler", 0) end } }))
local function retry(n, f) local last for i = 1, n do local ok, r = pcall(f, i) if ok then return r, i end last = r end error("gave up: " .. tostring(last), 0) end
print(retry(5, function(i) if i < 3 then error("attempt " .. i, 0) end return "done" end))
print(pcall(retry, 2, function(i) error("attempt " .. i, 0) end))
local function with(...) local cleanups = { ... } local body = table.remove(cleanups) local guard <close> = setmetatable({}, { __close = function(_, e) for i = #cleanups, 1, -1 do print("cleanup", cleanups[i], e and tostring(e)) end end }) return body() end
print(with("a", "b", function() return "body" end)) print(pcall(with, "c", function() raise("X", "y") end))
print(select(2, xpcall(function() local t = {} t.x.y = 1 end, function(m) return "handled (" .. m .. ")" end)))
print(select(2, pcall(function() local ok, e = pcall(error, "inner", 0) error("outer <- " .. e, 0) end)))
