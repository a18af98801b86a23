-- Formatting and reading back: string.format of every common kind, tostring and tonumber.
local format = string.format
local hash, sum = 0, 0
local function take(text)
  hash = (hash * 31 + #text + text:byte(-1)) % 1000000007
  return text
end
for i = 1, 80000 do
  local x = (i + 0.5) / 7
  take(format("%d %5d %-6d|%05d", i, i % 100, i % 1000, i % 10000))
  take(format("%.3f %8.2f %g", x, x * 100, x))
  take(format("%x %X %s %q", i, i * 3, i % 10, "item"))
  take(format("%-10s|%10s|%.3s", "left", "right", "truncated"))
  sum = sum + tonumber(take(tostring(x))) - x
  sum = sum + tonumber(take(tostring(i))) + tonumber(format("%d.5", i))
  sum = sum + tonumber(format("0x%x", i)) + tonumber("1e2")
end
assert(sum > 0)
print(hash, format("%.1f", sum))
