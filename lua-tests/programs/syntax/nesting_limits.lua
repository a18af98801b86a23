-- The depth at which each nesting construct is refused, and the message.
local function threshold(name, make)
  local low, high = 1, 400
  if load(make(high)) then print(name, "no limit up to " .. high) return end
  while high - low > 1 do
    local middle = (low + high) // 2
    if load(make(middle)) then low = middle else high = middle end
  end
  print(name, low, (select(2, load(make(high), "=n")):gsub("\n.*", ""):gsub(" near.*", "")))
end
local rep = string.rep
threshold("parentheses", function(n) return "return " .. rep("(", n) .. "1" .. rep(")", n) end)
threshold("tables", function(n) return "return " .. rep("{", n) .. rep("}", n) end)
threshold("do", function(n) return rep("do ", n) .. rep("end ", n) end)
threshold("while", function(n) return rep("while true do ", n) .. rep("end ", n) end)
threshold("if", function(n) return rep("if x then ", n) .. rep("end ", n) end)
threshold("elseif", function(n) return "if x then " .. rep("elseif x then ", n) .. "end" end)
threshold("for", function(n) return rep("for i = 1, 2 do ", n) .. rep("end ", n) end)
threshold("for in", function(n) return rep("for k in p do ", n) .. rep("end ", n) end)
threshold("repeat", function(n) return rep("repeat ", n) .. rep("until x ", n) end)
threshold("functions", function(n) return rep("local function f() ", n) .. rep("end ", n) end)
threshold("anonymous", function(n) return "return " .. rep("function() return ", n) .. "1" .. rep(" end", n) end)
threshold("concat", function(n) return "return " .. rep("a..", n) .. "b" end)
threshold("power", function(n) return "return " .. rep("a^", n) .. "b" end)
threshold("minus", function(n) return "return " .. rep("- ", n) .. "a" end)
threshold("not", function(n) return "return " .. rep("not ", n) .. "a" end)
threshold("length", function(n) return "return " .. rep("#", n) .. "a" end)
threshold("addition", function(n) return "return " .. rep("a+", n) .. "b" end)
threshold("right additions", function(n) return "return " .. rep("a+(", n) .. "b" .. rep(")", n) end)
threshold("calls", function(n) return "return " .. rep("f(", n) .. rep(")", n) end)
threshold("call chain", function(n) return "return f" .. rep("()", n) end)
threshold("index chain", function(n) return "return f" .. rep(".x", n) end)
threshold("index nesting", function(n) return "return " .. rep("a[", n) .. "1" .. rep("]", n) end)
threshold("method chain", function(n) return "return f" .. rep(":x()", n) end)
threshold("string calls", function(n) return "return f" .. rep("''", n) end)
threshold("and", function(n) return "return " .. rep("a and ", n) .. "b" end)
threshold("comparison", function(n) return "return " .. rep("a < ", n) .. "b" end)
threshold("assignment targets", function(n) return rep("a,", n) .. "a = 1" end)
threshold("indexed targets", function(n) return rep("a.b,", n) .. "a = 1" end)
threshold("locals",
  function(n) local t = {} for i = 1, n do t[i] = "l" .. i end return "local " .. table.concat(t, ",") end)
threshold("parameters",
  function(n) local t = {} for i = 1, n do t[i] = "l" .. i end return "return function(" .. table.concat(t, ",") .. ") end" end)
threshold("arguments", function(n) return "f(" .. rep("a,", n) .. "a)" end)
threshold("results", function(n) return "return " .. rep("a,", n) .. "a" end)
threshold("values", function(n) return "local x = " .. rep("a,", n) .. "a" end)
threshold("constructor items", function(n) return "return {" .. rep("a,", n) .. "}" end)
