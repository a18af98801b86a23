-- Float keys with integral values are integer keys; nan and nil are none; -0.0 is 0.
local t = {}
t[1.0] = "one" t[2] = "two" t[2 ^ 53] = "big" t[-0.0] = "zero" t["1"] = "string" t[1.5] = "half"
t[1e15] = "e15" t[2 ^ 63] = "2^63" t[-2 ^ 63] = "min"
print(t[1], t[2.0], t[2 ^ 53 | 0], t[0], t[0.0], t["1"], t[3 / 2], t[10 ^ 15], t[1000000000000000],
  t[math.mininteger], t[2 ^ 63], t[math.maxinteger])
local types = {} for k in pairs(t) do types[#types + 1] = math.type(k) or type(k) end table.sort(types)
print(table.concat(types, " "))
for k in pairs { [3.0] = true } do print(k, math.type(k)) end
for k in pairs { [-0.0] = true } do print(k, math.type(k)) end
print(pcall(function() t[nil] = 1 end)) print(pcall(function() t[0 / 0] = 1 end)) print(t[nil], t[0 / 0])
print(pcall(rawset, t, nil, 1)) print(pcall(rawset, t, 0 / 0, 1))
print(pcall(function() t[nil] = nil end), pcall(function() t[0 / 0] = nil end))
local keys = { true, false, print, t, coroutine.running(), io.stdout, "", "\0" } local u = {}
for i, k in ipairs(keys) do u[k] = i end for i, k in ipairs(keys) do assert(u[k] == i) end
print(u[true], u[false], u[""], u["\0"], u[nil])
print(#{ [1.0] = "a", [2.0] = "b" }, ({ 10, 20, 30 })[2.0], ({ 10, 20, 30 })["2"], next({ [2.0] = 1 }),
  rawget({ 5 }, 1.0), rawlen { 1, [2.0] = 2 })
local s = {} s[1e300] = 1 s[1e-300] = 2 s[-1e300] = 3 s[math.huge] = 4 s[-math.huge] = 5
print(s[1e300], s[1e-300], s[-1e300], s[math.huge], s[-math.huge])
local long = ("k"):rep(100) s[long] = "long key" print(s[("k"):rep(50) .. ("k"):rep(50)], s[long .. "x"])
