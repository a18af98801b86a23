-- Replacement strings, functions and tables, and what counts as a change.
print(("abc"):gsub("b", "%%"), ("abc"):gsub("b", "%0%0"), ("abc"):gsub("(b)", "%1%1"),
  ("abc"):gsub("b", ""), ("a.b"):gsub("%.", "%%."), ("x"):gsub("x", "\0"), ("abc"):gsub("", "."))
print(("abc"):gsub("%w", { a = 1, b = 2.5, c = "see" }), ("abc"):gsub("%w", { a = false, b = nil }),
  ("abc"):gsub("(%w)(%w)", { a = "A" }), ("abc"):gsub("%w", function(c) return c == "b" and "B" end))
print(("abc"):gsub("%w", function() end), ("abc"):gsub("%w", function() return false end),
  ("abc"):gsub("(%w)()", function(c, p) return p end), ("abc"):gsub("%w", string.upper),
  ("1 2"):gsub("%d", function(d) return d + 1 end))
for _, r in ipairs { "%", "%a", "%2", "%9", "x%", "%10" } do print(r, pcall(string.gsub, "abc", "(b)", r)) end
print(pcall(string.gsub, "abc", "b", function() return {} end),
  pcall(string.gsub, "abc", "b", { b = print }),
  pcall(string.gsub, "abc", "b", function() error("stop", 0) end))
print(("abc"):gsub("%w", "x", 2), ("abc"):gsub("%w", "x", 0), ("abc"):gsub("%w", "x", -1),
  ("abc"):gsub("%w", "x", 2.0), ("abc"):gsub("%w", "x", "1"), ("abc"):gsub("%w", "x", 100))
