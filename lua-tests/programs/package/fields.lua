-- What the table package holds.
print(type(package.path), type(package.cpath), package.config) print(type(package.loaded), type(package.preload), #package.searchers, next(package.preload))
local names = {} for k in pairs(package.loaded) do names[#names + 1] = k end table.sort(names) print(table.concat(names, " "))
print(package.path) print(package.cpath) print(package.loaders, package.seeall, module, package.loaded.package == package)
print(pcall(package.searchpath)) print(pcall(package.searchpath, "x")) print(pcall(package.searchpath, {}, "x")) print(pcall(package.searchpath, "x", {})) print(pcall(package.searchpath, "x", "y", {})) print(pcall(package.loadlib)) print(pcall(package.loadlib, "x")) print(pcall(package.loadlib, {}, "y"))
