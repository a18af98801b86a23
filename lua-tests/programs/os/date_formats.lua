-- os.date: every specifier for fixed times, in UTC; tables; what is no specifier.
for _, time in ipairs { 0, 1, 86399, 86400, 951782400, 1078012800, 1234567890, 1704067199, 4102444800, -1, -86400, -2208988800, 253402300799 } do
  local row = {}
  for s in ("aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%"):gmatch(".") do row[#row + 1] = s .. "=" .. os.date("!%" .. s, time) end
  print(time, table.concat(row, "; "))
  local t = os.date("!*t", time)
  print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.isdst)
end
for _, s in ipairs { "Ec", "EC", "Ex", "EX", "Ey", "EY", "Od", "Oe", "OH", "OI", "Om", "OM", "OS", "Ou",
  "OU", "OV", "Ow", "OW", "Oy" } do io.write(s, "=", os.date("!%" .. s, 0), "; ") end
print()
for _, s in ipairs { "%", "%E", "%O", "%Q", "%Ez", "%Oa", "%f", "%i", "%J", "%k", "%l", "%L", "%N", "%P",
  "%q", "%s", "%v", "%1", "%-d", "%_d", "%é", "%\0", "% ", "%+", "x%", "%%%",
  "%d%" } do print(s, pcall(os.date, s, 0)) end
print(os.date("!no specifiers", 0), os.date("!", 0) == "", os.date("", 0) == "",
  os.date("!%Y-%m-%d %H:%M:%S", 1e9), os.date("!%%Y", 0), os.date("!a\0b%d", 0) == "a\00001",
  os.date("!*t", 0).year, os.date("!*tx", 0).year, #os.date("!" .. ("%A"):rep(50), 0))
print(pcall(os.date, "*t", "x")) print(pcall(os.date, {})) print(pcall(os.date, "%d", {}))
print(pcall(os.date, "%d", 1.5)) print(pcall(os.date, "!%d", "5")) print(pcall(os.date, "!%Y", 2 ^ 60))
print(pcall(os.date, "!%Y", math.maxinteger)) print(pcall(os.date, "!%Y", math.mininteger))
print(pcall(os.date, "!*t", 2 ^ 56)) print(pcall(os.date, "!%Y", 67768036191676799))
print(pcall(os.date, "!%Y", 67768036191676800)) print(pcall(os.date, "!%d", 2.0))
print(type(os.date()), type(os.date("*t").isdst), pcall(os.date, nil, 0))
