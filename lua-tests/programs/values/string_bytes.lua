-- Strings hold any bytes; lengths count bytes; comparison by bytes.
local s = "zero\0in\0side"
print(#s, s == "zero\0in\0side", s ~= "zero", s:byte(5), s:find("\0", 1, true), s:sub(6, 7), s:upper():byte(5))
local all = {}
for i = 0, 255 do all[#all + 1] = string.char(i) end
all = table.concat(all)
print(#all, all:byte(1), all:byte(-1), all:reverse():byte(1), all:find("\255", 1, true), #all:rep(3))
print(#"é", #"日本語", ("é"):byte(1, -1))
print(("日本語"):reverse() == "日本語", ("日本語"):sub(1, 3), utf8.len "日本語", utf8.len "\xff")
print("a\0" < "a\0\0", "a" < "a\0", "\0" < "", "" < "\0", "\127" < "\128", "\255" > "a")
local t = { ["\0"] = 1, [""] = 2, ["\0\0"] = 3 }
print(t["\0"], t[""], t["\0\0"], t["\0\0\0"])
print(("%s|%q"):format("\0", "\0"), ("x\0y"):format(), #("%s"):format("a\0b"), pcall(string.format, "%5s", "a\0b"))
print(tostring("a\0b") == "a\0b", #tostring("a\0b"), ("a\0b"):rep(2, "\0"):byte(1, -1))
print(table.concat({ "a\0", "\0b" }, "\0"):byte(1, -1))
print(load("return 'a\0b'")():byte(1, -1))
print(tonumber("1\0"), tonumber("\0001"), ("10\0"):rep(1) == "10", pcall(function() return "1\0" + 1 end))
