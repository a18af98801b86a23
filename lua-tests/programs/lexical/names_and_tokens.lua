-- Names, reserved words, the longest token wins.
local _, _a, a1, ANDx, End = 1, 2, 3, 4, 5
print(_, _a, a1, ANDx, End)
local goto_, t = "goto_", { ["end"] = 1, nil_ = 2, goto_ = 3 }
print(t["end"], t.nil_, t.goto_)
print(1 <= 2, 3 >= 4, 5 ~= 6, 7 == 7, 1 << 2, 8 >> 1, 7 // 2, "a" .. "b", ~5)
print(2^-3, - - 2, not not nil, -2 ^ 2, #"a" .. "b")
goto continue
print "skipped"
::continue:: ::other_label::
for _, code in ipairs { "and = 1", "local end", "x.end = 1", "return {nil = 1}", "goto = 1", "local 1a", "a.1", "x = @", "x = $", "x = `a`", "x != 1", "return ?", "x = 'a' 'b' 'c' = 2", "\1", "\127", "x = \xc3\xa9", "::a:: ::a::", "a..b", "return ...", "local x <const> = 1; x = 2", "return \\", "for and = 1, 2 do end", "{}", "!", "x = }" } do
  print(load(code, "=t"))
end
