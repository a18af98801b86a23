-- The message of require when nothing is found, with path and cpath set here.
package.path = "./?.lua;/nowhere/?/init.lua;?.x" package.cpath = "./?.so;/lib/?.so"
print(pcall(require, "no.such.module")) print(pcall(require, "absent")) print(pcall(require, ""))
package.path = "" package.cpath = "" print(pcall(require, "absent")) package.path = "?"
print(pcall(require, "absent/x")) package.path = ";;" print(pcall(require, "absent"))
package.path = nil print(pcall(require, "absent")) package.path = 5 package.cpath = "x"
print(pcall(require, "absent")) package.path = {} print(pcall(require, "absent")) package.path = "x"
package.cpath = nil print(pcall(require, "absent"))
local searchers = package.searchers package.cpath = ""
package.searchers = nil print(pcall(require, "absent")) package.searchers = {} print(pcall(require, "absent"))
package.searchers = { function() return "first reason" end, function() return nil end,
  function() return 5 end, function(n) return "\n\treason for " .. n end }
print(pcall(require, "absent"))
package.searchers = { function(n) return function(...) return { ... } end, "extra" end }
print(table.unpack((require "found"))) package.searchers = { function() error("searcher failed", 0) end }
print(pcall(require, "x")) package.searchers = { 5 } print(pcall(require, "x"))
print(#searchers, type(searchers[1]), pcall(searchers[1])) print(pcall(searchers[1], "absent"))
print(pcall(searchers[2], "absent")) print(pcall(searchers[4], "absent")) print(pcall(searchers[4], "a.b"))
