-- os.time with strings, floats, missing and extra fields; the table that it fills in.
local base = { year = 2024, month = 6, day = 15, hour = 10, min = 20, sec = 30 }
local function with(changes) local t = {} for k, v in pairs(base) do t[k] = v end for k, v in pairs(changes) do if v == "none" then t[k] = nil else t[k] = v end end return pcall(os.time, t) end
local expected = os.time(base)
local function try(changes) local ok, r = with(changes) print(ok, ok and r - expected or r) end
try {} try { hour = "10" } try { hour = 10.0 } try { hour = "none" } try { min = "none" } try { sec = "none" }
try { year = "none" } try { month = "none" } try { day = "none" } try { year = "x" } try { month = 1.5 }
try { day = {} } try { hour = true } try { min = "0x14" } try { sec = " 30 " } try { extra = "ignored" }
try { isdst = false } try { wday = 99, yday = 999 } try { sec = 90 } try { min = -20 } try { hour = 34 }
try { day = 46 } try { month = 18 } try { month = -6 } try { sec = 86400 } try { day = "15" , month = "6" }
try { year = 2 ^ 40 } try { year = -2 ^ 40 | 0 } try { sec = 2 ^ 40 | 0 } try { day = 1e300 }
os.time(base) print(base.wday, base.yday, base.isdst, base.year, base.month, base.day, base.hour, base.min, base.sec)
local t = { year = 2024, month = 13, day = 35, hour = 25, min = 70, sec = 70 } os.time(t)
print(t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday)
print(pcall(os.time, {})) print(pcall(os.time, 5)) print(pcall(os.time, "x"))
print(math.type(os.time()), os.time() >= expected, os.time(nil) - os.time() <= 1)
print(os.date("*t", 0).isdst, #os.date(), os.date("%Y", expected))
