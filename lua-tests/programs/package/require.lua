-- require, its searchers and their messages, searchpath, loadlib.
local name = os.tmpname()
local function hide(...)
  local values = table.pack(...)
  for i = 1, values.n do
    values[i] = tostring(values[i]):gsub(name:gsub("%p", "%%%0"), "NAME"):gsub("0x%x+", "ADDRESS")
  end
  print(table.concat(values, "\t"))
end
print(package.config)
local fields = {}
for k in pairs(package) do fields[#fields + 1] = k end
table.sort(fields)
print(table.concat(fields, " "), #package.searchers)

local searchpath = package.searchpath
hide(pcall(searchpath)) hide(pcall(searchpath, "x"))
for _, arguments in ipairs {
  { "a.b", "?;?/x;;lib/?.so" }, { "a.b", "" }, { "a.b", ";" }, { "a.b", "?.x", ".", "--" }, { "a.b", "?.x", "" },
  { "a-b", "?.x", "-", "%1" }, { "", "?.lua;?" }, { "a..b", "?", "..", "!" }, { "tmp", "/?" }, { "no%sub", "%?%" },
} do
  hide(searchpath(table.unpack(arguments)))
end
hide(pcall(require)) hide(pcall(require, {})) hide(select(2, pcall(require, "no.such.module")))

local preload = package.preload
preload["mod.a"] = function(...) print("loading", ...) return "value", 2 end
print(require "mod.a") print(require "mod.a")
function preload.mod_nil() end
print(require "mod_nil") print(package.loaded.mod_nil)
function preload.mod_false() return false end
print(require "mod_false") print(package.loaded.mod_false, require "mod_false")
function preload.mod_set(n) package.loaded[n] = "set inside" end
print(require "mod_set")
function preload.mod_error() error("broken") end
hide(pcall(require, "mod_error"))
function preload.mod_table() error({}) end
hide(pcall(require, "mod_table"))
preload.mod_number = 42
hide(pcall(require, "mod_number"))

local file = io.open(name, "w")
file:write("x = = 1")
file:close()
package.path = "/tmp/?"
print((select(2, pcall(require, (name:gsub("/tmp/", "")))):gsub("lua_%w+", "NAME")))
file = io.open(name, "w")
file:write("return { ... }")
file:close()
local loaded, where = require((name:gsub("/tmp/", "")))
print(#loaded, loaded[2] == name, where == name)
package.cpath = "/nonexistent/?.so"
hide(pcall(require, "none.sub"))
package.path = nil
hide(pcall(require, "q"))
package.path = 5
hide(pcall(require, "q"))
package.path, package.cpath = "", ""
hide(pcall(require, "q")) hide(pcall(require, "q.r"))

package.searchers = nil
hide(pcall(require, "q"))
package.searchers = {}
hide(pcall(require, "q"))
package.searchers = {
  function() return nil end, function() return "message" end, function() return 12 end, function() return {} end,
  function(n) error("in searcher " .. n, 0) end,
}
hide(pcall(require, "q"))
package.searchers = { function(n) return function(...) print("loader", ...) end, "data of " .. n end }
print(require "zz")
package.searchers = { 5 }
hide(pcall(require, "q5"))
hide(pcall(package.loadlib)) hide(pcall(package.loadlib, "x"))
setmetatable(package.loaded, { __index = function(_, k) return "index " .. k end })
print(require "anything")
os.remove(name)
