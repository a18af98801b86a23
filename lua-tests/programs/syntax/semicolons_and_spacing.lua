-- Semicolons, spacing, comments between any tokens, statements on one line.
;;; local a = 1; local b = 2; ; print(a, b);
local c=a+b print(c)local d=c*2 print(d)do print"in"end;print'quotes'print[[long]]
local t={a=1;b=2,3;4,}print(#t,t.a,t.b)if a then print"then"end if not a then else print"else"end
for i=1,3 do io.write(i)end print()while false do end repeat until true goto x::x::print"label"
print--[[comment]](--[==[another]==]"args"--
)local--[[c]]e--[[c]]=--[[c]]5 print(e)--last
return1 = 7 print(return1) local andy, nota, end_ = 1, 2, 3 print(andy, nota, end_)
print(1--[[]]+2, 3 - -1, 3--1
)
print(("x"):rep(2)..("y"):rep(2), 1 ..2, 1. ..2, .5 ..""
) local f=function(...)return...end print(f(1,2))print((f)(3)) local s=f"str"print(s,#f"str",f{1}[1],f[[x]]..f'y')
do;end; do local _ENV={print=print}print(x)end;(print)("parenthesised");(function()print"iife"end)()
local g <const>,h<close> =1,nil print(g,h)
return print"done", nil
