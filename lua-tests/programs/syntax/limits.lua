-- Limits of the compiler, each with its message.
local function message(code) return (select(2, load(code, "=limit"))) end
local function names(n, prefix) local t = {}; for i = 1, n do t[i] = (prefix or "v") .. i end; return table.concat(t, ",") end
print(message("local " .. names(200)), message("local " .. names(201)))
print(message("local " .. names(150) .. "\nlocal " .. names(51, "w")))
print(message("local " .. names(200) .. "\ndo local x end"))
print(message("function f(" .. names(201) .. ") end"), message("for " .. names(198) .. " in x do end"))
print(message("local " .. names(199) .. " for i = 1, 2 do end"))
local ups = "local " .. names(150) .. " local function f() local " .. names(150,
  "w") .. " return function() local a = {" .. names(150) .. "} local b = {" .. names(105,
  "w") .. "}\n local c = w106\n local d = w107 end end"
print(message(ups), message((ups:gsub("w106", "w105"))), message((ups:gsub("w10[67]", "w105"))))
print(message("return " .. ("("):rep(190) .. "1" .. (")"):rep(190)),
  message("return " .. ("("):rep(250) .. "1" .. (")"):rep(250)))
print(message(("do "):rep(250) .. ("end "):rep(250)))
print(message("x = " .. ("{"):rep(250) .. ("}"):rep(250)))
print(message("x = " .. ("-"):rep(1):rep(3) .. "1"), message("x = " .. ("not "):rep(250) .. "1"))
print(message("x = " .. ("a.."):rep(250) .. "b"), message("x = " .. ("a^"):rep(250) .. "b"))
print(message("f" .. ("(f"):rep(250) .. (")"):rep(250)))
print(message("x = " .. ("function() return "):rep(250) .. "1" .. (" end"):rep(250)))
print(message(names(250, "a.b") .. " = 1"))
print((message("return f(" .. names(260) .. ")"):gsub(" near.*", "")), message("return {" .. names(300) .. "}"))
print((message("local x = " .. names(300)):gsub(" near.*", "")))
