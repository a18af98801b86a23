-- Every operation, on its fast and on its slow paths, many times over in one call: none may leave anything on the
-- native stack, whatever form of dispatch runs it.
local meta = setmetatable({}, { __name = "meta" })
local function one() return 1 end
local events = getmetatable(meta)
for _, event in ipairs { "add", "sub", "mul", "div", "mod", "pow", "unm", "idiv", "band", "bor", "bxor", "shl", "shr",
  "bnot", "concat", "len", "eq", "lt", "le", "call", "index", "newindex" } do
  events["__" .. event] = one
end
local chained = setmetatable({}, { __index = setmetatable({ inherited = 1 }, { __index = { deep = 2 } }) })
local env = setmetatable({ meta = meta, chained = chained, one = one, other = setmetatable({}, events) }, { __index = _G })

local preamble = [[
local meta, other, chained, one = meta, other, chained, one
local i, j, x, y, s, t, u = 7, 3, 7.5, 2.5, "10", {}, { 1, 2, 3, n = 1 }
local function none() end
local function many(...) return ... end
local function count(...) return select("#", ...) end
local function tail(...) return many(...) end
local function captured() i = i return i end
]]
local statements = {
  "local a, b, c = i, nil, true", "local a, b = false, 1e300", "local a = 'text'", "local a = -100000 local b = 3.0",
  "local a <const> = i", "do local a <close> = nil end", "do local a = 1 local function f() return a end end",
  "local a = i + j - i * j", "local a = x + i - y * j / x", "local a = i // j + i % j + x // y + x % y",
  "local a = i ^ j + x ^ 0.5 + i ^ 2", "local a = i & j | 6 ~ i", "local a = i << 1 >> j << j", "local a = ~i + -j + -x",
  "local a = s + 1 - s * s / s % 3 // 2", "local a = -s", "local a = 1 + i - 2 + 3.5 * i",
  "local a = meta + 1 - meta", "local a = 1 + meta", "local a = meta * meta / 2 % meta", "local a = meta // 2 ^ meta",
  "local a = meta & 1 | meta ~ 1", "local a = 1 << meta >> meta << 1", "local a = ~meta + -meta",
  "local a = not i", "local a = #u + #s + #meta", "local a = s .. i .. x", "local a = meta .. s .. meta", "local a = '' .. s",
  "count(i == j, i ~= 7, s == '10', x == 7)", "local a = meta == other", "count(i < j, x < y, i < x, i <= j, x <= y)",
  "count(i < 3, i > 3, x >= 2, x <= 2)", "count(s < 'a', s <= 'a')", "count(meta < other, meta <= other)",
  "count(meta < 1, meta > 1, meta <= 1, meta >= 1)", "if i == 7 then j = 3 else j = 3 end", "local a = i and j or x",
  "while false do end repeat until true", "goto next ::next::",
  "local a = u[1] + u[j] + u.n", "count(u[4], u.none, u[x], u[s])", "u[1] = 1 u[j] = 3 u.n = 1 u[s] = nil u.none = nil",
  "count(meta.x, meta[1], meta[i], meta[s])", "meta.x = 1 meta[1] = 2 meta[i] = 3 meta[s] = 4",
  "local a = chained.inherited + chained.deep", "local a = chained.nothing", "t = {} t.x = 1 t[1] = 2 t[i] = 3 t[s] = 4",
  "local a = { next = t }", "local a = { i, j, x, y = 1, [s] = 2 }", "local a = { many(i, j) }", "global = i local a = global",
  "count(print, undefined_global)", "captured()", "none() many() count()", "local a, b = many(i, j, x)", "many(many(i, j))",
  "count(many(i, j), many(x, y))", "tail(i, j)", "local a = tail(i, j, x) + count(tail())", "meta(i) local a = meta(i, j)",
  "local a = s:len() + s:byte()", "one(one(), one())", "math.max(i, j) type(i) select('#', i, j)",
  "rawequal(i, j) rawget(u, 1) rawlen(u)", "pcall(none)", "pcall(error, s)", "pcall(many, i, j)", "tostring(s) tonumber(s)",
  "for k = 1, 2 do end", "for k = 2, 1, -1 do end", "for k = 1.0, 2.0 do end", "for k, v in pairs(u) do end",
  "for k, v in ipairs(u) do end", "for k, v in next, u do end", "for k in one do break end", "for k in meta do break end",
  "local a = function() return i end", "setmetatable({}, nil)", "table.insert(t, 1) t = {}",
  "local a = coroutine.wrap(many)(i)", "string.format('%d', i)", "do local a = { many(i) } local b = function(...) return ... end b(a) end",
}
for _, statement in ipairs(statements) do
  local loop = assert(load(preamble .. "for _ = 1, 200000 do " .. statement .. " end", "=loop", "t", env))
  print(pcall(loop), statement)
end
