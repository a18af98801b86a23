-- An unclosed block names the line where it began; on the same line it does not.
for _, code in ipairs {
  "if x then\n\n", "while x do\nf()\n", "for i = 1, 2 do\n", "for k in p do\n\n", "repeat\n\n",
    "function f()\n\n", "do\n", "x = {\n1,\n", "f(\n1\n", "x = (\n1\n", "x = a[\n1\n", "if x then\nelse\n",
    "if x then\nelseif y then\n", "x = function()\n\n",
  "do\nend end", "do\n}", "f(\n]", "x = {\n)", "if x then\nuntil", "while x do\nelse", "repeat\nend",
    "function f()\nuntil", "::a\n1", "local x <\n5", "local x <const\n5", "goto\n\n1", "x = {[\n1\n}",
    "for i = 1, 2\nx", "while x\ny", "if x\ny", "repeat until\n", "(\n", "f\n(", "local function\n",
    "return\n\nend",
} do
  print((select(2, load(code, "=c"))))
end
