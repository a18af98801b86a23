//! `string.format` with conversions of every form, and `os.date` with every specifier.

use super::random::Random;
use super::{Generated, numbered, quote};

const FORMAT: &str = "local function try(...) print(pcall(string.format, ...)) end";
const DATE: &str = "local function try(...) print(pcall(os.date, ...)) end";
const TIME: &str = "\
local function try(t)
  local ok, n = pcall(os.time, t)
  print(n, ok and os.date('!%c %j %w', n))
  for _, k in ipairs { 'year', 'month', 'day', 'hour', 'min', 'sec', 'yday', 'wday', 'isdst' } do io.write(tostring(t[k]), ' ') end
  print()
end";

pub(super) fn programs() -> Vec<Generated> {
    let mut programs = numbered("string.format", 16, FORMAT, 120, |random| {
        format!("try({}, {})", quote(format(random).as_bytes()), value(random))
    });
    programs.extend(numbered("os.date", 6, DATE, 80, |random| {
        let specifier = random.pick(&SPECIFIERS);
        let utc = if random.once_in(2) { "!" } else { "" };
        let time = random.between(-3_000_000_000, 9_000_000_000);
        format!("try('{utc}%{specifier}', {time})")
    }));
    programs.extend(numbered("os.time", 6, TIME, 60, |random| {
        format!(
            "try {{ year = {}, month = {}, day = {}, hour = {}, min = {}, sec = {} }}",
            random.between(1900, 2200),
            random.between(-20, 30),
            random.between(-400, 400),
            random.between(-100, 100),
            random.between(-1000, 1000),
            random.between(-100_000, 100_000)
        )
    }));
    programs
}

/// What C99 has, and some that it has not.
const SPECIFIERS: [&str; 46] = [
    "a", "A", "b", "B", "c", "C", "d", "D", "e", "F", "g", "G", "h", "H", "I", "j", "m", "M", "n", "p", "r",
    "R", "S", "t", "T", "u", "U", "V", "w", "W", "x", "X", "y", "Y", "%", "Ec", "EC", "Ex", "Ey", "Od", "OH",
    "Om", "Q", "E", "Oz", "",
];

fn format(random: &mut Random) -> String {
    let flags = random.sequence(0, 2, |random| random.pick(&["-", "+", " ", "#", "0"]));
    let width = match random.below(3) {
        0 => random.between(1, 30).to_string(),
        _ => String::new(),
    };
    let precision = match random.below(3) {
        0 => format!(".{}", random.between(0, 25)),
        1 if random.once_in(4) => ".".to_owned(),
        _ => String::new(),
    };
    let conversion = random.pick(&[
        "d", "d", "i", "u", "c", "x", "X", "o", "e", "E", "f", "f", "g", "g", "G", "a", "A", "s", "s", "q",
        "p", "y",
    ]);
    format!("<%{flags}{width}{precision}{conversion}>")
}

fn value(random: &mut Random) -> String {
    (random.pick(&[
        "0",
        "1",
        "-1",
        "42",
        "255",
        "-255",
        "math.maxinteger",
        "math.mininteger",
        "0.0",
        "-0.0",
        "1.5",
        "-2.5",
        "0.1",
        "1e15",
        "123456.789",
        "1e100",
        "-1e-7",
        "1/3",
        "1/0",
        "-1/0",
        "2^53",
        "5e-324",
        "'10'",
        "'3.75'",
        "'text'",
        "''",
        "'a\\0b'",
        "true",
        "nil",
        "65",
    ]))
    .to_owned()
}
