-- The table of globals and what the libraries put there.
local names = {}
for k, v in pairs(_G) do if k ~= "arg" then names[#names + 1] = k .. ":" .. type(v) end end
table.sort(names)
print(table.concat(names, "\n"))
for _, lib in ipairs { "coroutine", "debug", "io", "math", "os", "package", "string", "table", "utf8" } do
  local fields = {}
  for k, v in pairs(_G[lib]) do fields[#fields + 1] = k .. ":" .. type(v) end
  table.sort(fields)
  print(lib, #fields)
  print(table.concat(fields, " "))
end
local meta = {}
for k, v in pairs(getmetatable("")) do meta[#meta + 1] = k .. ":" .. type(v) end
for k, v in pairs(getmetatable(io.stdout)) do meta[#meta + 1] = k .. ":" .. type(v) end
for k, v in pairs(getmetatable(io.stdout).__index) do meta[#meta + 1] = k .. ":" .. type(v) end
table.sort(meta)
print(table.concat(meta, " "))
print(package.loaded._G == _G, package.loaded.string == string, package.loaded.io == io,
  package.loaded.package == package)
