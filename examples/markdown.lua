-- Converts a useful part of Markdown to HTML: headings, paragraphs, nested lists, quotes, code, rules, links,
-- emphasis. Usage: lua markdown.lua [FILE]

local function escape(text)
  return (text:gsub("[&<>]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;" }))
end

-- Finished pieces are set aside behind a mark that no later rule matches.
local function inline(text)
  local kept = {}
  local function keep(piece)
    kept[#kept + 1] = piece
    return "\0" .. #kept .. "\0"
  end
  text = text:gsub("\\([%p])", function(char) return keep(escape(char)) end)
  text = text:gsub("(`+)(.-)%1", function(_, code) return keep("<code>" .. escape(code) .. "</code>") end)
  text = escape(text)
  text = text:gsub("!%[([^%]]*)%]%(([^)]*)%)", function(alt, target)
    return keep(('<img src="%s" alt="%s">'):format(target, alt))
  end)
  text = text:gsub("%[([^%]]*)%](%b())", function(label, target)
    local address, title = target:match('^%((%S*)%s*"(.-)"%)$')
    title = title and (' title="%s"'):format(title) or ""
    return keep(('<a href="%s"%s>'):format(address or target:sub(2, -2), title)) .. label .. keep("</a>")
  end)
  text = text:gsub("%*%*(%S.-)%*%*", "<strong>%1</strong>")
  text = text:gsub("%f[%w*]%*(%S.-)%*", "<em>%1</em>"):gsub("%f[%w_]_(%S.-)_%f[^%w_]", "<em>%1</em>")
  text = text:gsub("  \n", "<br>\n")
  local count
  repeat
    text, count = text:gsub("\0(%d+)\0", function(index) return kept[tonumber(index)] end)
  until count == 0
  return text
end

local blocks

local function lines_of(text)
  local lines = {}
  for line in (text:gsub("\n*$", "") .. "\n"):gmatch("(.-)\r?\n") do lines[#lines + 1] = line:gsub("\t", "    ") end
  return lines
end

local function list_item(line)
  local indent, marker, rest = line:match("^( *)([-*+]) +(.*)$")
  if not indent then indent, marker, rest = line:match("^( *)(%d+%.) +(.*)$") end
  if indent then return #indent, marker:find("%d") and "ol" or "ul", rest, #line - #rest end
end

local function parse_list(lines, i, out)
  local indent, kind = list_item(lines[i])
  out[#out + 1] = "<" .. kind .. ">"
  while i <= #lines do
    local item_indent, item_kind, rest, width = list_item(lines[i])
    if not item_indent or item_indent < indent or item_kind ~= kind then break end
    local content = { rest }
    i = i + 1
    while i <= #lines do
      local next_indent = list_item(lines[i])
      local deeper = #lines[i]:match("^ *") >= width
      if lines[i] == "" then
        if not (lines[i + 1] and #lines[i + 1]:match("^ *") >= width) then break end
      elseif not deeper and (next_indent or lines[i - 1] == "") then
        break
      end
      content[#content + 1] = lines[i]:sub(math.min(width, #lines[i]:match("^ *")) + 1)
      i = i + 1
    end
    local inner = {}
    blocks(content, inner, true)
    out[#out + 1] = "<li>" .. table.concat(inner, "\n") .. "</li>"
    if lines[i] == "" and lines[i + 1] and list_item(lines[i + 1]) then i = i + 1 end
  end
  out[#out + 1] = "</" .. kind .. ">"
  return i
end

function blocks(lines, out, tight)
  local i = 1
  while i <= #lines do
    local line = lines[i]
    local hashes, heading = line:match("^(#+) +(.-) *#*$")
    local fence, language = line:match("^(```+) *(%S*)$")
    if line == "" then
      i = i + 1
    elseif hashes and #hashes <= 6 then
      out[#out + 1] = ("<h%d>%s</h%d>"):format(#hashes, inline(heading), #hashes)
      i = i + 1
    elseif fence then
      local code = {}
      i = i + 1
      while lines[i] and lines[i] ~= fence do
        code[#code + 1] = escape(lines[i]) .. "\n"
        i = i + 1
      end
      i = i + 1
      local class = language ~= "" and (' class="language-%s"'):format(language) or ""
      out[#out + 1] = "<pre><code" .. class .. ">" .. table.concat(code) .. "</code></pre>"
    elseif line:find("^%-%-%-+$") or line:find("^%*%*%*+$") then
      out[#out + 1] = "<hr>"
      i = i + 1
    elseif line:find("^>") then
      local quoted = {}
      while lines[i] and lines[i]:find("^>") do
        quoted[#quoted + 1] = lines[i]:gsub("^> ?", "")
        i = i + 1
      end
      out[#out + 1] = "<blockquote>"
      blocks(quoted, out)
      out[#out + 1] = "</blockquote>"
    elseif list_item(line) then
      i = parse_list(lines, i, out)
    else
      local paragraph = {}
      repeat
        paragraph[#paragraph + 1] = lines[i]
        i = i + 1
        local following = lines[i]
      until not following or following == "" or following:find("^[#>]") or following:find("^```") or list_item(following)
      local text = inline(table.concat(paragraph, "\n"))
      out[#out + 1] = tight and text or "<p>" .. text .. "</p>"
    end
  end
end

local here = (arg and arg[0] or ""):match("^(.*/)") or ""
local out = {}
blocks(lines_of(assert(io.open(arg and arg[1] or here .. "data/notes.md")):read("a")), out)
print(table.concat(out, "\n"))
