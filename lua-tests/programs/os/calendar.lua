-- Dates: leap years, days of the week, adding days and months, differences.
local function date(y, m, d) return os.time { year = y, month = m, day = d, hour = 12 } end
local function show(t) return os.date("%Y-%m-%d %a %j", t) end
for _, y in ipairs { 1999, 2000, 2023, 2024, 2100 } do io.write(y, ":", os.date("%d", date(y, 3, 0)), " ") end print()
print(show(date(2024, 2, 29))) print(show(date(2023, 2, 29))) print(show(date(2024, 12, 32)))
print(show(date(2024, 0, 1))) print(show(date(2024, 14, 1))) print(show(date(2024, 1, 0)))
print(show(date(2024, 3, -1)))
local t = os.date("*t", date(2024, 1, 31)) t.month = t.month + 1 print(show(os.time(t)))
print(t.month, t.day, t.yday, t.wday) t.day = t.day + 100 os.time(t) print(t.month, t.day, t.year)
print(os.difftime(date(2024, 3, 1), date(2024, 2, 28)) / 86400,
  os.difftime(date(2023, 3, 1), date(2023, 2, 28)) / 86400, math.type(os.difftime(1, 0)))
local wd = {} for d = 1, 7 do wd[#wd + 1] = os.date("%w", date(2024, 1, d)) end print(table.concat(wd))
for m = 1, 12 do io.write(os.date("%b%d ", date(2023, m + 1, 0))) end print()
print(os.date("!%H:%M:%S", 3661), os.date("!%I %p", 0), os.date("!%I %p", 43200),
  os.date("!%j", 86400 * 364), os.date("!%U %W %V %G", 1704067200), os.date("!%y %C", 0),
  os.date("!%D %F %R %T", 951782400))
print(os.date("!%c", 0), os.date("!%x %X", 0), os.date("!%h %e|%n|%t|%%", 0))
