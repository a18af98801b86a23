-- os.time: fields out of range, missing, of wrong types; the table is normalised.
local function try(t) local ok, r = pcall(os.time, t) print(ok, r) if type(t) == "table" and ok then print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.isdst) end end
try { year = 2024, month = 1, day = 1 } try { year = 2024, month = 1, day = 1, hour = 0 }
try { year = 2024, month = 13, day = 1, hour = 0 } try { year = 2024, month = 0, day = 0, hour = 0 }
try { year = 2024, month = 2, day = 30, hour = 25, min = 61, sec = 61 }
try { year = 2023, month = 2, day = 29, hour = 12 }
try { year = 2024, month = 12, day = 31, hour = 23, min = 59, sec = 60 }
try { year = 2000, month = 1, day = -1000, hour = 0 }
try { year = 1970, month = 1, day = 1, hour = 0, sec = -1 } try { year = 1900, month = 1, day = 1 }
try { year = 2024, month = 1, day = 1, isdst = true } try { year = 2024, month = 7, day = 1, isdst = false }
try { year = "2024", month = "1", day = "1" } try { year = 2024.0, month = 1.0, day = 1.0 }
try {} try { year = 2024 } try { year = 2024, month = 1 } try { month = 1, day = 1 }
try { year = 2024, day = 1 } try { year = "x", month = 1, day = 1 } try { year = 2024, month = 1.5, day = 1 }
try { year = {}, month = 1, day = 1 } try { year = 2024, month = 1, day = 1, hour = "x" }
try { year = 2024, month = 1, day = 1, sec = 0.5 } try { year = math.maxinteger, month = 1, day = 1 }
try { year = math.mininteger, month = 1, day = 1 } try { year = 2 ^ 31 + 1899 | 0, month = 1, day = 1 }
try { year = 2 ^ 31 + 1900 | 0, month = 1, day = 1 } try { year = 2024, month = 2 ^ 31 | 0, day = 1 }
try { year = 2024, month = 1, day = 2 ^ 32 | 0 } try { year = 2024, month = 1, day = 1, min = -2 ^ 31 | 0 }
try { year = 2024, month = 1, day = 1, hour = true } try { year = 2024, month = true, day = 1 }
try { year = "0x7E8", month = " 1 ", day = "1e0" }
try(nil) try(1) try("x") print(math.type(os.time()), os.time() == os.time(nil), select("#", os.time()))
print(os.time(setmetatable({},
  { __index = { year = 2024, month = 1, day = 1, hour = 12 } })) == os.time { year = 2024, month = 1,
  day = 1 })
for _,
  t in ipairs { 0, 951782400, 1e9 // 1 | 0,
  4102444800 } do local d = os.date("*t", t) print(os.time(d) == t, os.time(d) == os.time(d)) end
print(os.difftime(10, 5), os.difftime(5, 10), pcall(os.difftime, 1)) print(pcall(os.difftime))
print(pcall(os.difftime, "x", 1)) print(pcall(os.difftime, 1.5, 1)) print(os.difftime("5", 2))
