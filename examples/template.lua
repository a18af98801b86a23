-- A template engine: {{ expression }} inserts a value, {% statement %} runs Lua, {# comment #} disappears.
-- A template becomes one Lua function, compiled with load in an environment of its own.

local template = {}

local function html(value)
  return (tostring(value):gsub("[&<>\"']", {
    ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;",
  }))
end

function template.compile(source, name)
  local code = { "local _write, _escape = ..." }
  local position = 1
  local function text(to)
    if to >= position then
      code[#code + 1] = string.format("_write(%q)", source:sub(position, to))
    end
  end
  while true do
    local start, _, kind = source:find("{([{%%#])", position)
    if not start then break end
    text(start - 1)
    local closing = kind == "{" and "}}" or kind .. "}"
    local stop, last = source:find(closing, start + 2, true)
    if not stop then
      local _, line = source:sub(1, start):gsub("\n", "")
      error(string.format("%s:%d: '%s' is never closed", name, line + 1, source:sub(start, start + 1)), 0)
    end
    local body = source:sub(start + 2, stop - 1)
    if kind == "{" then
      local raw = body:match("^=(.*)")
      code[#code + 1] = raw and "_write(" .. raw .. ")" or "_write(_escape(" .. body .. "))"
    elseif kind == "%" then
      code[#code + 1] = body
      if source:sub(last + 1, last + 1) == "\n" then last = last + 1 end
    end
    position = last + 1
  end
  text(#source)
  local environment = setmetatable({}, { __index = _G })
  local chunk, message = load(table.concat(code, "\n"), "=" .. name, "t", environment)
  if not chunk then error(message, 0) end
  return function(values)
    local out = {}
    for key in pairs(environment) do environment[key] = nil end
    for key, value in pairs(values or {}) do environment[key] = value end
    chunk(function(piece) out[#out + 1] = tostring(piece) end, html)
    return table.concat(out)
  end
end

local page = template.compile([==[
<!DOCTYPE html>
<title>{{ title }}</title>
{# navigation #}
<ul>
{% for i, item in ipairs(items) do %}
  <li class="{{ i % 2 == 0 and "even" or "odd" }}">{{ item.name }}: {{ ("%.2f"):format(item.price) }}
{%   if item.tags then %}
    <em>{{ table.concat(item.tags, ", ") }}</em>
{%   end %}
  </li>
{% end %}
</ul>
{% local total = 0; for _, item in ipairs(items) do total = total + item.price end %}
<p>{{= "<b>" .. total .. "</b>" }} for {{ #items }} things{{ undefined }}</p>
]==], "page")

print(page {
  title = "Tools & <things>",
  items = {
    { name = "Hammer", price = 12.5, tags = { "steel", "ash" } },
    { name = "Nails \"fine\"", price = 3 },
    { name = "Rock 'n' roll", price = 7.25, tags = { "loud" } },
  },
})
print(page { title = "Empty", items = {} })

-- Many small documents from one template.
local row = template.compile("{{ n }}{% if n % 15 == 0 then %}:fizzbuzz{% elseif n % 3 == 0 then %}:fizz"
  .. "{% elseif n % 5 == 0 then %}:buzz{% end %}", "row")
local rows = {}
for n = 1, 20 do rows[n] = row { n = n } end
print(table.concat(rows, " "))

for _, broken in ipairs { "a\nb {{ 1 + }}", "one\n{% if", "{% for %}" } do
  print(select(2, pcall(template.compile, broken, "broken")))
end
print(select(2, pcall(template.compile("{{ missing.field }}", "late"), {})))
