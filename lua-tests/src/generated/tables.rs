//! Sequences through the table library, traversals of numeric keys, and orders of comparisons in `table.sort`.

use super::random::Random;
use super::{Generated, numbered};

const SEQUENCES: &str = "\
local t = {}
local function show() local r = {} for i = 1, #t do r[i] = tostring(t[i]) end print(#t, table.concat(r, ' ')) end
local function try(f, ...) print(pcall(f, ...)) show() end";

const TRAVERSALS: &str = "\
local t = {}
local function show() local r = {} for k, v in pairs(t) do r[#r + 1] = k .. '=' .. v end print(table.concat(r, ' ')) end";

const SORTS: &str = "\
local function try(values, less)
  local calls = {}
  local function logged(a, b) calls[#calls + 1] = a .. ',' .. b return less(a, b) end
  print(pcall(table.sort, values, logged))
  print(table.concat(values, ' '))
  print(table.concat(calls, ' '))
end
local function ascending(a, b) return a < b end
local function descending(a, b) return a > b end
local function by_last_digit(a, b) return a % 10 < b % 10 end
local function always() return true end
local function never() return false end";

pub(super) fn programs() -> Vec<Generated> {
    let mut programs = numbered("sequences", 10, SEQUENCES, 80, change);
    programs.extend(numbered("traversals", 10, TRAVERSALS, 120, |random| {
        if random.once_in(10) {
            return "show()".to_owned();
        }
        let key = match random.below(5) {
            0 => format!("{}.5", random.between(-20, 20)),
            1 => random.between(-1000, 1_000_000_000_000).to_string(),
            2 => format!("1 << {}", random.below(63)),
            _ => random.between(-3, 40).to_string(),
        };
        let value = if random.once_in(4) {
            "nil".to_owned()
        } else {
            random.below(100).to_string()
        };
        format!("t[{key}] = {value}")
    }));
    programs.extend(numbered("sorts", 8, SORTS, 20, |random| {
        let values = random.sequence(0, 24, |random| format!("{}, ", random.below(50)));
        let less = random.pick(&[
            "ascending",
            "ascending",
            "descending",
            "by_last_digit",
            "always",
            "never",
        ]);
        format!("try({{ {values}}}, {less})")
    }));
    programs
}

/// A change that leaves a sequence, or an error.
fn change(random: &mut Random) -> String {
    let mut position = || random.between(-1, 9);
    let (a, b, c) = (position(), position(), position());
    match random.below(9) {
        0 => format!("try(table.insert, t, {a})"),
        1 | 2 => format!("try(table.insert, t, {a}, {b})"),
        3 => "try(table.remove, t)".to_owned(),
        4 => format!("try(table.remove, t, {a})"),
        5 => format!("try(table.concat, t, '{a}', {b}, {c})"),
        6 => format!("try(table.unpack, t, {a}, {b})"),
        7 => "t[#t + 1] = #t show()".to_owned(),
        // Nothing is moved across the end, which would leave holes.
        _ => format!(
            "print(#table.move({{ 1, 2, 3, 4, 5, 6, 7, 8, 9 }}, {}, 9, {}))",
            a.max(1),
            c.max(1)
        ),
    }
}
