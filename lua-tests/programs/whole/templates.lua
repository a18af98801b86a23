-- Templates: text with Lua inside, compiled with load.
local function compile(template, name)
  local parts,
    last = { "local _out, _env = ... local _ENV = _env local function _e(v) _out[#_out + 1] = v == nil and '' or v end " }, 1
  for s, kind, code, e in template:gmatch("()<%%(=?)(.-)%%>()") do
    if s > last then parts[#parts + 1] = ("_e(%q) "):format(template:sub(last, s - 1)) end
    parts[#parts + 1] = kind == "=" and "_e(" .. code .. ") " or code .. " "
    last = e
  end
  parts[#parts + 1] = ("_e(%q)"):format(template:sub(last))
  local f, message = load(table.concat(parts), name or "=template")
  if not f then return nil, message end
  return function(env) local out = {} f(out, setmetatable(env or {}, { __index = _G })) for i = 1, #out do out[i] = tostring(out[i]) end return table.concat(out) end
end
print(compile("Hello, <%= name %>!") { name = "World" })
print(compile("<% for i = 1, n do %><%= i %>^2=<%= i * i %><% if i < n then %>, <% end %><% end %>.") { n = 4 })
print(compile("<%= upper('x') %> <%= missing %> \"quoted\"\n<%= #list %>") { upper = string.upper, list = { 1, 2 } })
print(compile("<% if %>")) print(pcall(compile("<%= nothing.field %>"))) print(compile("")())
print(compile("no code")())
