-- An interpreter written in Lua: a stack machine with a table of functions, and one that walks a tree.
local operations = {}
function operations.push(machine, argument)
  local top = machine.top + 1
  machine.top = top
  machine.stack[top] = argument
end
function operations.load(machine, argument)
  local top = machine.top + 1
  machine.top = top
  machine.stack[top] = machine.variables[argument]
end
function operations.store(machine, argument)
  machine.variables[argument] = machine.stack[machine.top]
  machine.top = machine.top - 1
end
local function binary(compute)
  return function(machine)
    local stack, top = machine.stack, machine.top - 1
    machine.top = top
    stack[top] = compute(stack[top], stack[top + 1])
  end
end
operations.add = binary(function(a, b) return a + b end)
operations.mul = binary(function(a, b) return a * b end)
operations.mod = binary(function(a, b) return a % b end)
operations.less = binary(function(a, b) return a < b end)
operations["jump"] = function(machine, argument) machine.counter = argument end
operations["unless"] = function(machine, argument)
  if not machine.stack[machine.top] then machine.counter = argument end
  machine.top = machine.top - 1
end
local function run(program, variables)
  local machine = { stack = {}, top = 0, variables = variables, counter = 1 }
  local count = 0
  while machine.counter <= #program do
    local instruction = program[machine.counter]
    machine.counter = machine.counter + 1
    operations[instruction[1]](machine, instruction[2])
    count = count + 1
  end
  return count
end
local program = {
  { "load", "i" }, { "load", "n" }, { "less" }, { "unless", 17 },
  { "load", "sum" }, { "load", "i" }, { "load", "i" }, { "mul" }, { "add" },
  { "push", 10007 }, { "mod" }, { "store", "sum" },
  { "load", "i" }, { "push", 1 }, { "add" }, { "store", "i" },
}
program[#program] = { "store", "i" }
program[#program + 1] = { "jump", 1 }
program[4][2] = #program + 1
local variables = { i = 0, n = 200000, sum = 0 }
local count = run(program, variables)

local function number(value) return { kind = "number", value = value } end
local function operation(kind, left, right) return { kind = kind, left = left, right = right } end
local x = { kind = "x" }
local function evaluate(node, value)
  local kind = node.kind
  if kind == "number" then
    return node.value
  elseif kind == "x" then
    return value
  end
  local left, right = evaluate(node.left, value), evaluate(node.right, value)
  if kind == "+" then
    return left + right
  elseif kind == "*" then
    return left * right
  elseif kind == "-" then
    return left - right
  end
  return left % right
end
local tree = operation("%", operation("+", operation("*", x, operation("+", x, number(3))),
  operation("-", operation("*", number(7), x), number(1))), number(1009))
local total = 0
for i = 1, 300000 do total = total + evaluate(tree, i) end
print(count, variables.sum, variables.i, total)
