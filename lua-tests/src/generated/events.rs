//! Expressions and assignments on objects whose metamethods log, yield and raise.

use super::random::Random;
use super::{Generated, numbered};

/// `x` gives values in turns, `y` yields before it does, `z` raises every third time; `p` is a plain table.
const PRELUDE: &str = "\
local names, count = {}, 0
local function show(v)
  if names[v] then return names[v] end
  return type(v) == 'table' and 'table' or type(v) == 'function' and 'function' or tostring(v)
end
local function out(...)
  local t = table.pack(...)
  for i = 1, t.n do t[i] = show(t[i]) end
  print(table.concat(t, ' '))
end
local events = { 'add', 'sub', 'mul', 'div', 'mod', 'pow', 'unm', 'idiv', 'band', 'bor', 'bxor', 'shl', 'shr', 'bnot',
  'concat', 'len', 'eq', 'lt', 'le', 'index', 'newindex', 'call', 'close' }
local x, y, z, p, q
local function object(name, behave)
  local mt = {}
  for _, event in ipairs(events) do
    mt['__' .. event] = function(...)
      count = count + 1
      if count > 200 then error('too many events', 0) end
      out(name, event, ...)
      behave(event)
      local results = { 1, 2.5, 's', x, true, 7, y, '10' }
      return results[count % 9], 'extra'
    end
  end
  local o = setmetatable({ field = 1 }, mt)
  names[o] = name
  return o
end
x = object('x', function() end)
y = object('y', function(event) if coroutine.isyieldable() then coroutine.yield(event) end end)
z = object('z', function(event) if count % 3 == 0 then error(event, 0) end end)
p = { field = 5, m = function(...) out('method', ...) return ... end }
names[p] = 'p'
local function run(f)
  count, q = 0, nil
  local co = coroutine.create(f)
  repeat out(coroutine.resume(co, 'sent')) until coroutine.status(co) == 'dead'
end";

pub(super) fn programs() -> Vec<Generated> {
    numbered("events", 24, PRELUDE, 40, |random| {
        format!("run(function(...) {} end)", random.sequence(1, 3, statement))
    })
}

fn statement(random: &mut Random) -> String {
    let (a, b) = (expression(random, 3), expression(random, 2));
    let object = object(random);
    match random.below(12) {
        0 => format!("q = {a} out(q) "),
        1 => format!("{object}.field = {a} "),
        2 => format!("{object}[{b}] = {a} "),
        3 => format!("if {a} then out('then') else out('else') end "),
        4 => format!("while {a} do out('loop') break end "),
        5 => format!("local t = {{ {a}, k = {b}, ({object}) }} out(#t, t.k) "),
        6 => format!("do local c <close> = {object} out('block', {a}) end "),
        7 => format!("for v in {object}, {a} do out('for', v) break end "),
        8 => format!("out(pcall(function(...) return {a}, {b} end)) "),
        9 => format!("{object}.field, q = {a}, {b} "),
        10 => format!("out({object}:m({a}, {b})) "),
        _ => format!("out({a}, {b}) "),
    }
}

fn object(random: &mut Random) -> &'static str {
    random.pick(&["x", "y", "z", "p"])
}

const BINARY: &[&str] = &[
    "+", "-", "*", "/", "%", "^", "//", "&", "|", "~", "<<", ">>", "..", "..", "==", "~=", "<", "<=", ">",
    ">=", "and", "or",
];

fn expression(random: &mut Random, depth: usize) -> String {
    if depth == 0 || random.once_in(5) {
        return random
            .pick(&[
                "x", "y", "z", "p", "q", "1", "2", "0.5", "'s'", "'7'", "nil", "true", "...",
            ])
            .to_owned();
    }
    match random.below(10) {
        0..=4 => {
            let operator = random.pick(BINARY);
            format!(
                "({} {operator} {})",
                expression(random, depth - 1),
                expression(random, depth - 1)
            )
        }
        5 => format!(
            "({}{})",
            random.pick(&["-", "~", "#", "not "]),
            expression(random, depth - 1)
        ),
        6 => format!("{}.{}", object(random), random.pick(&["field", "absent"])),
        7 => format!("{}[{}]", object(random), expression(random, depth - 1)),
        8 => format!("{}({})", object(random), expression(random, depth - 1)),
        _ => format!(
            "{} .. {} .. {}",
            object(random),
            expression(random, depth - 1),
            object(random)
        ),
    }
}
