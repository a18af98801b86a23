-- require: loaders, their arguments, results, caching, package.loaded.
package.preload.alpha = function(...) print("loading alpha", ...) return { name = "alpha" } end
package.preload.beta = function(...) print("loading beta", ...) end
package.preload.gamma = function(name) package.loaded[name] = "set by loader" end
package.preload.delta = function() return false end
package.preload.epsilon = function(name) package.loaded[name] = "loaded"; return "returned" end
package.preload.failing = function() error("loader failed", 0) end
package.preload.failing_table = function() error({}) end
print(require "alpha" == require "alpha", select(2, require "alpha"), require("alpha").name)
print(require "beta") print(require "beta") print(package.loaded.beta) print(require "gamma")
print(require "delta") print(package.loaded.delta, require "delta") print(require "epsilon")
print(pcall(require, "failing")) print(package.loaded.failing) print(pcall(require, "failing_table") == false)
package.loaded.alpha = nil print(require("alpha").name) package.loaded.zeta = "by hand" print(require "zeta")
package.loaded.eta = false print(pcall(require, "eta") == false)
print(require "string" == string, require "_G" == _G, select("#", require "table"), require("math").pi)
print(pcall(require)) print(pcall(require, {})) print(pcall(require, nil)) print(pcall(require, 5) == false)
package.preload["dotted.name"] = function(...) return { ... } end print(table.unpack((require "dotted.name")))
print(select("#", require("alpha")))
package.preload.not_function = 5 print((select(2, pcall(require, "not_function")):gsub("\n.*", "")))
package.preload.callable = setmetatable({},
  { __call = function(self, ...) return "callable " .. select("#", ...) end })
print((tostring(select(2, pcall(require, "callable"))):gsub("\n.*", "")))
