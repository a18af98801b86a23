-- upper, lower, reverse and len: bytes beyond ASCII, zeros, numbers, errors.
print(("Hello World 123 éÀ"):upper(), ("Hello World 123 éÀ"):lower(), ("abc"):reverse(), (""):reverse(),
  ("a\0b"):reverse():byte(1, -1))
print(#("abc"), ("a\0b"):len(), string.len(12345), string.len(1.5), string.upper(1e100), string.reverse(123))
local all = {} for i = 0, 255 do all[#all + 1] = string.char(i) end all = table.concat(all)
local up, low = all:upper(), all:lower()
for i = 1, 256 do if up:sub(i, i) ~= all:sub(i, i) then io.write(all:sub(i, i), up:sub(i, i), " ") end end print()
for i = 1, 256 do if low:sub(i, i) ~= all:sub(i, i) then io.write(all:sub(i, i), low:sub(i, i), " ") end end print()
for _, f in ipairs { "upper", "lower", "reverse", "len" } do
  for _, v in ipairs { {}, true, print } do print(f, pcall(string[f], v)) end
  print(f, pcall(string[f])) print(f, pcall(string[f], nil)) print(f, pcall(string[f], "x", "extra"))
end
print(pcall(function() string.upper() end)) print(pcall(function() ("x").len() end))
print(pcall(function() string.lower(nil) end))
print(pcall(function() local t = setmetatable({}, { __index = string }); t:reverse() end))
