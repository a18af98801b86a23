//! Texts that are numerals or nearly so, read by `tonumber`, `load` and coercions; numbers printed in several forms.

use super::random::Random;
use super::{Generated, numbered, quote};

const READ: &str = "\
local function show(n) return n ~= n and 'nan' or n, math.type(n), math.type(n) and ('%a'):format(n) end
local function read(s)
  print(s, show(tonumber(s)))
  local f = load('return ' .. s)
  if f and s:find('^[%w.+-]*$') then print(show(select(2, pcall(f)))) else print(f ~= nil) end
  print(pcall(function() return s + 0 end))
  print(math.tointeger(s), pcall(string.rep, 'x', s:sub(1, 2)))
end";

const PRINT: &str = "\
local function show(x)
  print(x, -x, x .. '', ('%.17g'):format(x), ('%.3f'):format(x), ('%e'):format(x), ('%a'):format(x))
  print(math.tointeger(x), math.type(x), x // 1, x % 1, pcall(string.format, '%d', x), tonumber(tostring(x)) == x)
end";

pub(super) fn programs() -> Vec<Generated> {
    let mut programs = numbered("numerals read", 12, READ, 120, |random| {
        format!("read {}", quote(text(random).as_bytes()))
    });
    programs.extend(numbered("numbers printed", 12, PRINT, 100, |random| {
        format!("show({})", number(random))
    }));
    programs
}

fn digits(random: &mut Random, set: &[&'static str], least: usize, most: usize) -> String {
    random.sequence(least, most, |random| random.pick(set))
}

const DECIMAL: &[&str] = &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
const HEXADECIMAL: &[&str] = &["0", "1", "2", "7", "8", "9", "a", "B", "c", "d", "E", "f"];

/// A numeral, and at times something that spoils it.
fn text(random: &mut Random) -> String {
    let hexadecimal = random.once_in(3);
    let set = if hexadecimal { HEXADECIMAL } else { DECIMAL };
    let most = if random.once_in(4) { 25 } else { 5 };
    let mut text = String::new();
    if random.once_in(8) {
        text += random.pick(&[" ", "\t", "\n ", "\u{b}"]);
    }
    if random.once_in(3) {
        text += random.pick(&["-", "-", "+", "--", "- "]);
    }
    if hexadecimal {
        text += random.pick(&["0x", "0X"]);
    }
    text += &digits(random, set, 0, most);
    if random.once_in(2) {
        text.push('.');
        text += &digits(random, set, 0, most);
    }
    if random.once_in(3) {
        text += random.pick(if hexadecimal { &["p", "P"] } else { &["e", "E"] });
        text += random.pick(&["", "+", "-", "-"]);
        text += &digits(random, DECIMAL, 0, 3);
    }
    if random.once_in(8) {
        text += random.pick(&[" ", "\n", "x", ".", "_", "\0", "e", "f", "L", "1 "]);
    }
    text
}

/// An expression for a number.
fn number(random: &mut Random) -> String {
    let mantissa = digits(random, DECIMAL, 1, 17);
    match random.below(6) {
        0 => mantissa,
        1 => format!("{mantissa}.{}", digits(random, DECIMAL, 1, 17)),
        2 => format!("{mantissa}e{}", random.between(-330, 310)),
        3 => format!(
            "0x{}p{}",
            digits(random, HEXADECIMAL, 1, 16),
            random.between(-1100, 1000)
        ),
        4 => format!("2^{}", random.between(-1074, 1023)),
        _ => format!("{} / {}", random.between(-1000, 1000), random.between(1, 1000)),
    }
}
