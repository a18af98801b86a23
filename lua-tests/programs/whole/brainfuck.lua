-- A compiler from Brainfuck to Lua source, loaded and run.
local function compile(program)
  local lines, indent = { "local t, p, out = setmetatable({}, { __index = function() return 0 end }), 0, {}" }, 0
  for run in program:gsub("[^-+<>.,%[%]]", ""):gmatch("[-+<>.,%[%]]") do
    if run == "]" then indent = indent - 1 end
    local code = ({ ["+"] = "t[p] = t[p] + 1 & 255", ["-"] = "t[p] = t[p] - 1 & 255", [">"] = "p = p + 1",
      ["<"] = "p = p - 1", ["."] = "out[#out + 1] = string.char(t[p])", ["["] = "while t[p] ~= 0 do",
      ["]"] = "end" })[run]
    lines[#lines + 1] = ("  "):rep(indent) .. code
    if run == "[" then indent = indent + 1 end
  end
  lines[#lines + 1] = "return table.concat(out)"
  return table.concat(lines, "\n")
end
local hello = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."
print((load(compile(hello))()))
print(load(compile("+++[->++<]>[-<+>]<."))() == "\6")
print(select(2, load(compile("[")), load(compile("]"))))
