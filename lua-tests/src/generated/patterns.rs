//! Patterns, some of them malformed, on subjects of the same few characters.

use super::random::Random;
use super::{Generated, numbered, quote};

const PRELUDE: &str = "\
local function try(subject, pattern, replacement)
  print(pcall(string.find, subject, pattern))
  print(pcall(string.match, subject, pattern, 2))
  print(pcall(string.gsub, subject, pattern, replacement))
  print(pcall(string.gsub, subject, pattern, function(...) return select('#', ...) .. tostring((...)) end, 3))
  local parts = {}
  print(pcall(function() for a, b in subject:gmatch(pattern) do parts[#parts + 1] = tostring(a) .. tostring(b) end end))
  print(table.concat(parts, '|'))
end";

pub(super) fn programs() -> Vec<Generated> {
    numbered("patterns", 24, PRELUDE, 60, |random| {
        let subject = random.sequence(0, 12, |random| {
            random.pick(&["a", "b", "c", "(", ")", " ", "1", "-", "%", "\0", "A", "ab"])
        });
        let replacement = random.sequence(0, 3, |random| {
            random.pick(&["x", "%0", "%1", "%2", "%%", "%", "-"])
        });
        format!(
            "try({}, {}, {})",
            quote(subject.as_bytes()),
            quote(pattern(random).as_bytes()),
            quote(replacement.as_bytes())
        )
    })
}

fn pattern(random: &mut Random) -> String {
    let mut pattern = String::new();
    if random.once_in(6) {
        pattern.push('^');
    }
    pattern += &random.sequence(1, 5, item);
    if random.once_in(6) {
        pattern.push('$');
    }
    pattern
}

fn item(random: &mut Random) -> String {
    match random.below(20) {
        0 => format!("({})", single(random)),
        1 => format!("({}{})", single(random), single(random)),
        2 => "()".to_owned(),
        3 => "%b()".to_owned(),
        4 => format!("%f{}", set(random)),
        5 => format!("%{}", random.between(0, 2)),
        6 => random
            .pick(&["(", ")", "[", "%", "%b", "%f", "[^", "[a-", "^", "$"])
            .to_owned(),
        _ => single(random),
    }
}

/// One class and perhaps a suffix.
fn single(random: &mut Random) -> String {
    let class = match random.below(5) {
        0 => set(random),
        1 => format!(
            "%{}",
            random.pick(&["a", "d", "s", "w", "p", "A", "S", "l", "u", "%", ".", "-"])
        ),
        _ => random.pick(&["a", "b", "c", ".", "1", " ", "-"]).to_owned(),
    };
    let suffix = random.pick(&["", "", "", "*", "+", "-", "?"]);
    format!("{class}{suffix}")
}

fn set(random: &mut Random) -> String {
    let complement = if random.once_in(3) { "^" } else { "" };
    let items = random.sequence(1, 3, |random| {
        (random.pick(&[
            "a", "b", "a-c", "%w", "%s", "1-9", "-", "%]", "]", "^", "\0", "%z",
        ]))
        .to_owned()
    });
    format!("[{complement}{items}]")
}
