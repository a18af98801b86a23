-- Protected calls: that succeed, that fail with strings, tables and runtime errors, nested, through xpcall and assert.
local function positive(x)
  if x < 0 then error("negative", 0) end
  return x
end
local function check(x)
  if x % 2 == 1 then error({ code = x }) end
  return x
end
local function index(x) return x.field.missing end
local function nested(depth)
  if depth == 0 then error("deep", 0) end
  local ok, message = pcall(nested, depth - 1)
  error(ok or message, 0)
end
local passed, failed, codes, length = 0, 0, 0, 0
local function handler(message) return #message end
for i = 1, 600000 do
  if pcall(positive, i) then passed = passed + 1 end
  if pcall(positive, i % 3 - 1) then passed = passed + 1 end
  local ok, reason = pcall(check, i)
  if not ok then
    failed = failed + 1
    codes = codes + reason.code % 10
  end
  if i % 4 == 0 then
    local _, message = pcall(index, {})
    length = length + #message
    _, message = xpcall(positive, handler, -i)
    length = length + message
    _, message = pcall(assert, false, "refused")
    length = length + #message
  end
  if i % 40 == 0 then
    local _, message = pcall(nested, 20)
    length = length + #message
  end
end
print(passed, failed, codes, length)
