-- Long strings and comments: levels, the first line break, line breaks of every kind, what is left unfinished.
print([[a]], [==[b]]c]=]d]==], #[[

x]], [[]], [=[]]]=])
print(#[[
first line break dropped
]], #load("return [[\r\na\r\nb\n\rc\rd\n]]")(), load("return [[\ra]]")(), load("return [[\n\na]]")():byte(1, -1))
--[[ comment
over lines ]] print "after a comment" --[==[ x ]] ]=] ]==] print "again"
---[[ not a long comment
print "still code"
--]]
--[=x not long either
print([[a\nb]], "a\nb" == [[a
b]])
for _, code in ipairs { "[[abc", "[=[abc]]", "--[[abc", "--[==[ ]=]", "return [=abc", "return [==", "x = [[\n\nabc\n", "return [=[\n]==]" } do
  print(load(code, "=s"))
end
