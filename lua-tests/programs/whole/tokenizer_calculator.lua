-- A calculator: tokens by patterns, precedence climbing, error messages with positions.
local function tokens(s)
  local list, i = {}, 1
  while true do
    i = s:find("%S", i)
    if not i then break end
    local text, kind = s:match("^%d+%.?%d*", i), "number"
    if not text then text, kind = s:match("^%a%w*", i), "name" end
    if not text then text, kind = s:match("^[-+*/%^%%(),=]", i), "op" end
    if not text then error(("unexpected '%s' at %d"):format(s:sub(i, i), i), 0) end
    list[#list + 1] = { kind = kind, text = text, at = i }
    i = i + #text
  end
  list[#list + 1] = { kind = "end", text = "end of line", at = #s + 1 }
  return list
end
local env = { pi = math.pi, sqrt = math.sqrt, max = math.max }
local levels = { ["="] = { 1, true }, ["+"] = { 2 }, ["-"] = { 2 }, ["*"] = { 3 }, ["/"] = { 3 },
  ["%"] = { 3 }, ["^"] = { 5, true } }
local apply = { ["+"] = function(a, b) return a + b end, ["-"] = function(a, b) return a - b end,
  ["*"] = function(a, b) return a * b end, ["/"] = function(a, b) return a / b end,
  ["%"] = function(a, b) return a % b end, ["^"] = function(a, b) return a ^ b end }
local function evaluate(s)
  local list, pos = tokens(s), 1
  local expression
  local function peek() return list[pos] end
  local function take() pos = pos + 1 return list[pos - 1] end
  local function expect(text) local t = take() if t.text ~= text then error(("'%s' expected at %d, got '%s'"):format(text, t.at, t.text), 0) end end
  local function primary()
    local t = take()
    if t.kind == "number" then return tonumber(t.text) end
    if t.text == "-" then return -expression(4) end
    if t.text == "(" then local v = expression(1) expect ")" return v end
    if t.kind ~= "name" then error(("value expected at %d, got '%s'"):format(t.at, t.text), 0) end
    if peek().text == "(" then
      take()
      local args = {}
      if peek().text ~= ")" then repeat args[#args + 1] = expression(1) until peek().text ~= "," or not take() end
      expect ")"
      local f = env[t.text]
      if type(f) ~= "function" then error(("'%s' is no function"):format(t.text), 0) end
      return f(table.unpack(args))
    end
    if peek().text == "=" then take() env[t.text] = expression(1) return env[t.text] end
    return env[t.text] or error(("unknown name '%s'"):format(t.text), 0)
  end
  function expression(min)
    local left = primary()
    while true do
      local op = levels[peek().text]
      if not op or op[1] < min then return left end
      local name = take().text
      left = apply[name](left, expression(op[2] and op[1] or op[1] + 1))
    end
  end
  local v = expression(1)
  if peek().kind ~= "end" then error(("unexpected '%s' at %d"):format(peek().text, peek().at), 0) end
  return v
end
for _, s in ipairs { "1 + 2 * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "(1 + 2) * -3", "10 % 4 - 1",
  "sqrt(16) + max(1, 5, 3)", "x = y = 7", "x * y", "1 +", "(1", "2 $ 3", "foo", "pi(1)", "1 2", "max()",
  "7 / 0", "3 4 5" } do print(s, pcall(evaluate, s)) end
