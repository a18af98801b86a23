-- A small Forth: words, definitions, loops, errors.
local function run(source)
  local stack, out, words = {}, {}, {}
  local function pop() if #stack == 0 then error("stack empty", 0) end return table.remove(stack) end
  local function push(v) stack[#stack + 1] = v end
  local function binary(f) return function() local b, a = pop(), pop() push(f(a, b)) end end
  local execute
  words["+"] = binary(function(a, b) return a + b end) words["-"] = binary(function(a, b) return a - b end)
  words["*"] = binary(function(a, b) return a * b end) words["/"] = binary(function(a, b) return a // b end)
  words["<"] = binary(function(a, b) return a < b and -1 or 0 end)
  words["="] = binary(function(a, b) return a == b and -1 or 0 end)
  words.dup = function() local a = pop() push(a) push(a) end words.drop = pop
  words.swap = function() local b, a = pop(), pop() push(b) push(a) end
  words.over = function() local b, a = pop(), pop() push(a) push(b) push(a) end
  words["."] = function() out[#out + 1] = tostring(pop()) end
  function execute(tokens)
    local i = 1
    while i <= #tokens do
      local w = tokens[i]
      if w == ":" then
        local name, body = tokens[i + 1], {}
        i = i + 2
        while tokens[i] ~= ";" do if not tokens[i] then error("unfinished word '" .. tostring(name) .. "'", 0) end body[#body + 1] = tokens[i] i = i + 1 end
        words[name] = function() execute(body) end
      elseif w == "times" then
        local body = tokens[i + 1]
        i = i + 1
        for _ = 1, pop() do execute { body } end
      elseif words[w] then words[w]()
      elseif tonumber(w) then push(tonumber(w))
      else error("unknown word '" .. w .. "'", 0) end
      i = i + 1
    end
  end
  local tokens = {}
  for w in source:gmatch("%S+") do tokens[#tokens + 1] = w end
  local ok, e = pcall(execute, tokens)
  return table.concat(out, " "), ok or e, #stack
end
for _, s in ipairs { "1 2 + .", ": sq dup * ; 7 sq .", ": twice dup + ; 1 5 times twice .", "1 2 swap . .",
  "+", "1 foo", ": x", "10 3 / . 10 3 < . 3 3 = .", "1 0 / .", "1.5 2 * .",
  ": f over over + ; 0 1 10 times f . . ." } do print(s, run(s)) end
