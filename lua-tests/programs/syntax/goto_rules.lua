-- goto and labels: what is visible, what may be jumped over, duplicate labels.
for _, code in ipairs {
  "goto x; ::x::", "goto x; local a; ::x::", "goto x; local a; ::x:: print(a)", "do goto x end; ::x::",
    "goto x; do ::x:: end", "do ::x:: end goto x", "::x:: ::x::", "::x:: do ::x:: end", "do ::x:: end ::x::",
    "goto x",
  "repeat goto x; local a; ::x:: until a", "repeat goto x; local a; ::x:: ; until a",
    "while true do break end break", "for i = 1, 2 do goto continue; local z; ::continue:: end",
    "local function f() goto out end ::out::", "::out:: local function f() goto out end",
  "do local x; goto e; local y; ::e:: end", "do local x; goto e; local y; ::e:: ; ; end",
    "do local x; goto e; local y; ::e:: ::f:: end", "goto a; local x <const> = 1; ::a:: return x",
    "::a:: goto b; ::b:: goto a", "if true then goto x else goto x end ::x::",
    "goto x\n\nlocal long_name_here\n\n::x:: f()", "break", "if x then break end", "function f() break end",
    "while x do local function f() break end end",
    "repeat local x; if x then goto cont end; local y; ::cont:: until y",
} do
  print(code:gsub("\n", "/"), (select(2, load(code, "=g"))))
end
