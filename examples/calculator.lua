-- An expression calculator: a tokenizer, a Pratt parser to a tree, a simplifier, a symbolic derivative and an
-- evaluator. Reads expressions from standard input when given "-", else works through a list of its own.

local function tokens(text)
  local position = 1
  return function()
    position = text:find("%S", position)
    if not position then return "end" end
    for _, rule in ipairs { { "number", "^%d+%.?%d*[eE]?[+-]?%d*" }, { "name", "^%a[%w_]*" }, { "symbol", "^[-+*/^%%(),=!]" } } do
      local lexeme = text:match(rule[2], position)
      if lexeme then
        if rule[1] == "number" and not tonumber(lexeme) then lexeme = lexeme:match("^%d+%.?%d*") end
        position = position + #lexeme
        return rule[1], lexeme
      end
    end
    error(("unexpected '%s'"):format(text:sub(position, position)), 0)
  end
end

local binding = { ["="] = 1, ["+"] = 10, ["-"] = 10, ["*"] = 20, ["/"] = 20, ["%"] = 20, ["^"] = 40, ["!"] = 50 }
local right_associative = { ["^"] = true, ["="] = true }

local function parse(text)
  local next_token = tokens(text)
  local kind, lexeme = next_token()
  local function advance()
    local previous = lexeme
    kind, lexeme = next_token()
    return previous
  end
  local function expect(symbol)
    if lexeme ~= symbol then error(("'%s' expected near %s"):format(symbol, lexeme or "the end"), 0) end
    advance()
  end
  local expression
  local function primary()
    if kind == "number" then return { "number", tonumber(advance()) } end
    if kind == "name" then
      local name = advance()
      if lexeme ~= "(" then return { "name", name } end
      advance()
      local arguments = {}
      if lexeme ~= ")" then
        arguments[1] = expression(0)
        while lexeme == "," do
          advance()
          arguments[#arguments + 1] = expression(0)
        end
      end
      expect(")")
      return { "call", name, arguments }
    end
    if lexeme == "(" then
      advance()
      local inner = expression(0)
      expect(")")
      return inner
    end
    if lexeme == "-" then
      advance()
      return { "negate", expression(30) }
    end
    error(("an expression expected near %s"):format(lexeme or "the end"), 0)
  end
  function expression(minimum)
    local left = primary()
    while true do
      local operator = kind == "symbol" and lexeme
      local power = operator and binding[operator]
      if not power or power <= minimum then return left end
      advance()
      if operator == "!" then
        left = { "call", "factorial", { left } }
      else
        left = { operator, left, expression(right_associative[operator] and power - 1 or power) }
      end
    end
  end
  local tree = expression(0)
  if kind ~= "end" then error(("the end expected near %s"):format(lexeme), 0) end
  return tree
end

local function show(tree, outer)
  local kind = tree[1]
  if kind == "number" then return ("%.10g"):format(tree[2]) end
  if kind == "name" then return tree[2] end
  if kind == "negate" then return "-" .. show(tree[2], 30) end
  if kind == "call" then
    local parts = {}
    for i, argument in ipairs(tree[3]) do parts[i] = show(argument, 0) end
    return tree[2] .. "(" .. table.concat(parts, ", ") .. ")"
  end
  local power = binding[kind]
  local left, right = right_associative[kind] and power or power - 1, right_associative[kind] and power - 1 or power
  local text = show(tree[2], left) .. " " .. kind .. " " .. show(tree[3], right)
  return power <= (outer or 0) and "(" .. text .. ")" or text
end

local functions = {
  sqrt = math.sqrt, sin = math.sin, cos = math.cos, exp = math.exp, ln = math.log, abs = math.abs,
  max = math.max, min = math.min,
  factorial = function(n)
    assert(math.tointeger(n) and n >= 0, "a factorial needs a natural number")
    local result = 1
    for i = 2, n do result = result * i end
    return result
  end,
}

local operations = {
  ["+"] = function(a, b) return a + b end,
  ["-"] = function(a, b) return a - b end,
  ["*"] = function(a, b) return a * b end,
  ["/"] = function(a, b) return a / b end,
  ["%"] = function(a, b) return a % b end,
  ["^"] = function(a, b) return a ^ b end,
}

local function evaluate(tree, variables)
  local kind = tree[1]
  if kind == "number" then return tree[2] end
  if kind == "name" then
    return variables[tree[2]] or error("unknown name " .. tree[2], 0)
  end
  if kind == "negate" then return -evaluate(tree[2], variables) end
  if kind == "=" then
    if tree[2][1] ~= "name" then error("only a name can be assigned to", 0) end
    local value = evaluate(tree[3], variables)
    variables[tree[2][2]] = value
    return value
  end
  if kind == "call" then
    local f = functions[tree[2]] or error("unknown function " .. tree[2], 0)
    local values = {}
    for i, argument in ipairs(tree[3]) do values[i] = evaluate(argument, variables) end
    return f(table.unpack(values))
  end
  return operations[kind](evaluate(tree[2], variables), evaluate(tree[3], variables))
end

local function number(n) return { "number", n } end
local function is(tree, n) return tree[1] == "number" and tree[2] == n end

local function simplify(tree)
  local kind = tree[1]
  if not binding[kind] then return tree end
  local a, b = simplify(tree[2]), simplify(tree[3])
  if a[1] == "number" and b[1] == "number" and operations[kind] then return number(operations[kind](a[2], b[2])) end
  if kind == "+" then
    if is(a, 0) then return b elseif is(b, 0) then return a end
  elseif kind == "-" and is(b, 0) then
    return a
  elseif kind == "*" then
    if is(a, 0) or is(b, 0) then return number(0) end
    if is(a, 1) then return b elseif is(b, 1) then return a end
  elseif kind == "/" and is(b, 1) then
    return a
  elseif kind == "^" then
    if is(b, 0) then return number(1) elseif is(b, 1) then return a end
  end
  return { kind, a, b }
end

local chain = {
  sin = function(u) return { "call", "cos", { u } } end,
  cos = function(u) return { "negate", { "call", "sin", { u } } } end,
  exp = function(u) return { "call", "exp", { u } } end,
  ln = function(u) return { "/", number(1), u } end,
}

local function derivative(tree, name)
  local kind, a, b = tree[1], tree[2], tree[3]
  if kind == "number" then return number(0) end
  if kind == "name" then return number(a == name and 1 or 0) end
  if kind == "negate" then return { "negate", derivative(a, name) } end
  if kind == "call" then
    local outer = chain[a] or error("no derivative for " .. a, 0)
    return { "*", outer(b[1]), derivative(b[1], name) }
  end
  if kind == "+" or kind == "-" then return { kind, derivative(a, name), derivative(b, name) } end
  if kind == "*" then return { "+", { "*", derivative(a, name), b }, { "*", a, derivative(b, name) } } end
  if kind == "/" then
    return { "/", { "-", { "*", derivative(a, name), b }, { "*", a, derivative(b, name) } }, { "^", b, number(2) } }
  end
  if kind == "^" and b[1] == "number" then
    return { "*", { "*", b, { "^", a, number(b[2] - 1) } }, derivative(a, name) }
  end
  error("no derivative for " .. kind, 0)
end

local variables = { pi = math.pi, e = math.exp(1) }

local function answer(line)
  local ok, result = pcall(function()
    local tree = parse(line)
    return show(tree) .. " => " .. ("%.10g"):format(evaluate(tree, variables))
  end)
  print(ok and result or line .. " => error: " .. result)
end

if arg and arg[1] == "-" then
  for line in io.lines() do answer(line) end
  return
end

for _, line in ipairs {
  "1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "10 - 4 - 3", "7 % 4 * 2", "5!", "3!!", "radius = 2.5",
  "area = pi * radius ^ 2", "sqrt(area / pi) - radius", "max(1, 2 * 3, area)", "1e3 / 8", "a = b = 7", "a * b + 0.5",
  "1 / 0", "sin(pi / 6) ^ 2 + cos(pi / 6) ^ 2", "1 +", "(1", "2 $ 3", "nothing", "unknown(1)", "2.5!", "1 = 2", "1 2",
} do
  answer(line)
end

for _, line in ipairs { "x ^ 3 - 2 * x + 7", "sin(x) * exp(2 * x)", "ln(x ^ 2 + 1) / x", "(x + 1) ^ 5", "abs(x)", "2 ^ x" } do
  local ok, result = pcall(derivative, parse(line), "x")
  if ok then
    local simple = simplify(result)
    print(("d/dx %s = %s; at 2: %.9g"):format(line, show(simple), evaluate(simple, { x = 2 })))
  else
    print(("d/dx %s: %s"):format(line, result))
  end
end
