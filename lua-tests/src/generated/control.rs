//! Nested loops, jumps, functions, varargs, closing variables, errors and yields, and what the variables hold on the way.

use super::random::Random;
use super::{Generated, numbered};

/// The variables are few, so that blocks and closures share and shadow them. Loops and calls live on a budget.
const VARIABLES: &str = "\
local a, b, c, d = 1, 2, 3, 4
local fs, left = {}, 0
local function budget() left = left - 1 return left > 0 end
local function out(...) print(a, b, c, d, ...) end
local function closer(name)
  return setmetatable({}, { __close = function(_, e) print('close', name, e) a = name end })
end
local function call(n, ...)
  local f = fs[n % (#fs + 1)]
  if not budget() or not f then return 'no call' end
  return pcall(f, ...)
end
local function yield(v) if coroutine.isyieldable() and budget() then return coroutine.yield(v) end end";

const PLAIN: &str = "local function start(f) return coroutine.create(f) end";

/// Every event of hooks, with what can be told about the function.
const HOOKED: &str = "\
local events = 0
local function hook(event, line)
  events = events + 1
  if events > 1000 then return end
  local i = debug.getinfo(2, 'nSltr')
  print(event, line, i.name, i.namewhat, i.currentline, i.linedefined, i.istailcall, i.ftransfer, i.ntransfer)
  for n = 1, 20 do
    local name, value = debug.getlocal(2, n)
    if not name then break end
    if name:find('^%a') then io.write(name, '=', tostring(value), ' ') end
  end
  print()
end
local function start(f)
  local co = coroutine.create(f)
  debug.sethook(co, hook, 'crl', 7)
  return co
end";

/// A copy from a binary chunk that shares the upvalues, without debug information every other time.
const DUMPED: &str = "\
local strip = false
local function start(f)
  strip = not strip
  local copy = load(string.dump(f, strip))
  for n = 1, 255 do
    if not debug.getupvalue(f, n) then break end
    debug.upvaluejoin(copy, n, f, n)
  end
  return coroutine.create(copy)
end";

const RUN: &str = "\
local function run(f)
  left = 60
  local co = start(f)
  local sent = 0
  repeat
    sent = sent + 1
    print(coroutine.status(co), coroutine.resume(co, sent, 'sent'))
  until coroutine.status(co) == 'dead'
end";

pub(super) fn programs() -> Vec<Generated> {
    let mut programs = series("control", 40, PLAIN);
    programs.extend(series("control with hooks", 12, HOOKED));
    programs.extend(series("control from dumps", 12, DUMPED));
    programs
}

fn series(name: &str, count: usize, start: &str) -> Vec<Generated> {
    let prelude = [VARIABLES, start, RUN].join("\n");
    numbered(name, count, &prelude, 6, |random| {
        let body = Blocks { random, label: 0 }.block(4, false);
        format!("run(function(...)\n{body}end)")
    })
}

struct Blocks<'a> {
    random: &'a mut Random,
    /// How many labels there are.
    label: usize,
}

impl Blocks<'_> {
    /// Statements with at most `depth` blocks inside each other.
    fn block(&mut self, depth: usize, in_loop: bool) -> String {
        let count = 1 + self.random.below(4);
        (0..count)
            .map(|_| self.statement(depth, in_loop) + "\n")
            .collect()
    }

    fn statement(&mut self, depth: usize, in_loop: bool) -> String {
        if depth == 0 {
            return self.simple(in_loop);
        }
        match self.random.below(16) {
            0 | 1 => {
                let (condition, then, otherwise) = (
                    self.condition(),
                    self.block(depth - 1, in_loop),
                    self.block(depth - 1, in_loop),
                );
                format!("if {condition} then\n{then}else\n{otherwise}end")
            }
            2 => {
                let (low, high) = (self.random.between(-2, 3), self.random.between(-2, 5));
                let step = self.random.pick(&["1", "2", "-1", "0.5"]);
                let variable = self.variable();
                format!(
                    "for {variable} = {low}, {high}, {step} do\n{}end",
                    self.body(depth)
                )
            }
            3 => format!(
                "while budget() and {} do\n{}end",
                self.condition(),
                self.body(depth)
            ),
            4 => {
                let body = self.block(depth - 1, true);
                format!("repeat\n{body}until not budget() or {}", self.condition())
            }
            5 => format!(
                "for {}, {} in ipairs {{ {}, {} }} do\n{}end",
                self.variable(),
                self.variable(),
                self.expression(),
                self.expression(),
                self.body(depth)
            ),
            6 | 7 => {
                let body = self.block(depth - 1, false);
                let results = self.expression();
                format!("fs[#fs + 1] = function(a, ...)\n{body}return {results}, ...\nend")
            }
            8 => {
                let body = self.block(depth - 1, in_loop);
                let name = self.random.below(100);
                format!("do local x <close> = closer({name})\n{body}end")
            }
            9 => {
                let body = self.block(depth - 1, false);
                format!("out(pcall(function(...)\n{body}end, {}))", self.expression())
            }
            _ => self.simple(in_loop),
        }
    }

    /// The body of a loop, with a label at its end to jump to.
    fn body(&mut self, depth: usize) -> String {
        self.label += 1;
        let label = self.label;
        let condition = self.condition();
        let body = self.block(depth - 1, true);
        format!("if {condition} then goto continue{label} end\n{body}::continue{label}::\n")
    }

    fn simple(&mut self, in_loop: bool) -> String {
        let (x, y) = (self.expression(), self.expression());
        let (v, w) = (self.variable(), self.variable());
        match self.random.below(16) {
            0 if in_loop => format!("if {} then break end", self.condition()),
            1 => format!("if {} then return {x}, {y} end", self.condition()),
            2 if self.random.once_in(3) => format!("if {} then error({x}, 0) end", self.condition()),
            3 => format!("local {v} = {x}"),
            4 => format!("local {v}, {w} = {x}"),
            5 => format!("{v}, {w} = {x}, {y}"),
            6 => format!("{v} = yield({x})"),
            7 => format!("out(call({x}, {y}))"),
            8 => format!("{v} = select('#', call({}, {x}, ...))", self.random.below(9)),
            9 => format!("local {v}, {w} = ..."),
            10 => format!("out(..., {x})"),
            11 => format!("local t = {{ {x}, ..., {y} }} out(#t, t[2])"),
            _ => format!("{v} = {x} out({y})"),
        }
    }

    fn variable(&mut self) -> &'static str {
        self.random.pick(&["a", "b", "c", "d"])
    }

    fn expression(&mut self) -> String {
        let v = self.variable();
        match self.random.below(12) {
            0..=2 => self.random.between(-3, 9).to_string(),
            3..=5 => v.to_owned(),
            6 => format!("({v} or {})", self.random.below(9)),
            7 => format!("({v} and {})", self.variable()),
            8 => format!("#fs + {}", self.random.below(9)),
            9 if self.random.once_in(4) => format!("{v}.field"),
            9 => format!("tostring({v})"),
            10 => format!("({v} == {})", self.variable()),
            _ => format!("(tonumber({v}) or 1) % 7 + {}", self.random.below(9)),
        }
    }

    fn condition(&mut self) -> String {
        let v = self.variable();
        match self.random.below(5) {
            0 => format!("{v} == {}", self.random.below(4)),
            1 => format!("(tonumber({v}) or 0) < {}", self.random.below(6)),
            2 => format!("left % {} == 0", 2 + self.random.below(4)),
            3 => format!("not {v}"),
            _ => format!("{v} ~= {}", self.variable()),
        }
    }
}
