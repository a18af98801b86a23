-- The compiler: load of the examples and of these programs, many times.
local here = arg[0]:match("^(.*/)") or ""
local sources, bytes = {}, 0
local function add(folder, names)
  for name in names:gmatch("%S+") do
    local file <close> = assert(io.open(here .. folder .. name .. ".lua"))
    sources[#sources + 1] = file:read("a")
    bytes = bytes + #sources[#sources]
  end
end
add("../../examples/", "brainfuck calculator classes csv_report json life lru markdown scheduler template wordcount")
add("", "binary_trees methods nbody patterns queens sort spectral")
local functions = 0
for _ = 1, 450 do
  for i = 1, #sources do
    if assert(load(sources[i], "=program")) then functions = functions + 1 end
  end
end
print(#sources, functions)
assert(functions == 450 * #sources and bytes > 40000)
