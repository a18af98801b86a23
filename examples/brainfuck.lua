-- An optimising compiler from Brainfuck to Lua: runs of instructions are folded, clearing and multiplying loops
-- recognised, and the result loaded as one Lua function.

local function compile(source)
  local operations, open = {}, {}
  local function last() return operations[#operations] end
  for char in source:gmatch("[-+<>.,%[%]]") do
    if char == "+" or char == "-" then
      local amount = char == "+" and 1 or -1
      if last() and last().kind == "add" then
        last().amount = last().amount + amount
      else
        operations[#operations + 1] = { kind = "add", amount = amount }
      end
    elseif char == ">" or char == "<" then
      local amount = char == ">" and 1 or -1
      if last() and last().kind == "move" then
        last().amount = last().amount + amount
      else
        operations[#operations + 1] = { kind = "move", amount = amount }
      end
    elseif char == "." then
      operations[#operations + 1] = { kind = "write" }
    elseif char == "," then
      operations[#operations + 1] = { kind = "read" }
    elseif char == "[" then
      operations[#operations + 1] = { kind = "open" }
      open[#open + 1] = #operations
    else
      local start = table.remove(open) or error("']' without '['", 0)
      local offset, changes, simple = 0, {}, true
      for i = start + 1, #operations do
        local operation = operations[i]
        if operation.kind == "move" then
          offset = offset + operation.amount
        elseif operation.kind == "add" then
          changes[offset] = (changes[offset] or 0) + operation.amount
        else
          simple = false
          break
        end
      end
      if simple and offset == 0 and changes[0] == -1 then
        for i = #operations, start, -1 do operations[i] = nil end
        changes[0] = nil
        operations[start] = { kind = "multiply", changes = changes }
      else
        operations[#operations + 1] = { kind = "close" }
      end
    end
  end
  if #open > 0 then error("'[' without ']'", 0) end

  local code = { "local write, read = ...", "local t, p = setmetatable({}, { __index = function() return 0 end }), 0" }
  local function emit(format, ...) code[#code + 1] = format:format(...) end
  for _, operation in ipairs(operations) do
    local kind = operation.kind
    if kind == "add" then emit("t[p] = (t[p] + %d) & 255", operation.amount)
    elseif kind == "move" then emit("p = p + %d", operation.amount)
    elseif kind == "write" then emit("write(t[p])")
    elseif kind == "read" then emit("t[p] = read()")
    elseif kind == "open" then emit("while t[p] ~= 0 do")
    elseif kind == "close" then emit("end")
    else
      local offsets = {}
      for offset in pairs(operation.changes) do offsets[#offsets + 1] = offset end
      table.sort(offsets)
      for _, offset in ipairs(offsets) do
        emit("t[p + %d] = (t[p + %d] + t[p] * %d) & 255", offset, offset, operation.changes[offset])
      end
      emit("t[p] = 0")
    end
  end
  return assert(load(table.concat(code, "\n"), "=brainfuck")), #operations
end

local function run(source, input)
  local program, size = compile(source)
  local out, position = {}, 0
  program(function(byte) out[#out + 1] = string.char(byte) end, function()
    position = position + 1
    return (input or ""):byte(position) or 0
  end)
  return table.concat(out), size
end

-- A program that prints a text: each character is reached from the last one by a multiplying loop.
local function encode(text)
  local out, current = {}, 0
  for _, byte in ipairs { text:byte(1, -1) } do
    local difference = byte - current
    local sign, size = difference < 0 and "-" or "+", math.abs(difference)
    if size > 12 then
      out[#out + 1] = ">" .. ("+"):rep(size // 8) .. "[<" .. sign:rep(8) .. ">-]<" .. sign:rep(size % 8) .. "."
    else
      out[#out + 1] = sign:rep(size) .. "."
    end
    current = byte
  end
  return table.concat(out)
end

local hello = encode("Hello, Moon!")
print(hello)
print(run(hello))

local reverse = ">,[>,]<[.<]"
print(run(reverse, "sekauqnoom"))

local countdown = "++++++++++ >>++++++++[<+++++++>-]<+< [>.-<-]"
print(run(countdown))

local triangle = "++++++++[ >+[>+>+<<-] >>[<<+>>-] <[>++++++[>+++++++<-]>.[-]<<-] >++++++++++.[-]<<< -]"
print(run(triangle))

local upper = ",[>++++[<-------->-]<.,]"
print(run(upper, "lunarquakes"))

for _, broken in ipairs { "[[+]", "+]" } do print(pcall(run, broken)) end
