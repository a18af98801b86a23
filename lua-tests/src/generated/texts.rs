//! Positions in strings, and sequences of bytes that may be UTF-8.

use super::random::Random;
use super::{Generated, numbered, quote};

const POSITIONS: &str = "\
local function try(s, i, j, other)
  print(s:sub(i, j), s:byte(i, j))
  print(pcall(string.find, s, other, i, true))
  print(pcall(string.rep, other, i, s:sub(j)))
  print(s < other, s <= other, s == other, #(s .. other), s:upper():reverse())
end";

const UTF8: &str = "\
local function try(s, i, j, lax)
  print(pcall(utf8.len, s, i, j, lax))
  print(pcall(utf8.codepoint, s, i, j, lax))
  print(pcall(utf8.offset, s, i, j))
  local codes = {}
  print(pcall(function() for p, c in utf8.codes(s, lax) do codes[#codes + 1] = p .. ':' .. c end end))
  print(table.concat(codes, ' '))
end";

pub(super) fn programs() -> Vec<Generated> {
    let mut programs = numbered("string positions", 8, POSITIONS, 60, |random| {
        let (s, other) = (word(random, 8), word(random, 2));
        format!(
            "try({s}, {}, {}, {other})",
            random.between(-10, 10),
            random.between(-10, 10)
        )
    });
    programs.extend(numbered("utf8", 10, UTF8, 60, |random| {
        let s = utf8(random);
        format!(
            "try({s}, {}, {}, {})",
            random.between(-6, 8),
            random.between(-6, 8),
            random.once_in(2)
        )
    }));
    programs
}

fn word(random: &mut Random, most: usize) -> String {
    quote(
        random
            .sequence(0, most, |random| random.pick(&["a", "b", "Z", "\0", " "]))
            .as_bytes(),
    )
}

fn utf8(random: &mut Random) -> String {
    const PIECES: &[&[u8]] = &[
        b"a",
        b"z",
        b"\0",
        b"\xC3\xA9",
        b"\xE2\x82\xAC",
        b"\xF0\x9F\x98\x80",
        b"\xED\xA0\x80",
        b"\xF4\x90\x80\x80",
        b"\xFD\xBF\xBF\xBF\xBF\xBF",
        b"\x80",
        b"\xC3",
        b"\xE2\x82",
        b"\xC0\x80",
        b"\xFF",
    ];
    // Most of the pieces are well formed, so that not all texts fail at their begin.
    let bytes: Vec<u8> = (0..random.below(7))
        .flat_map(|_| {
            let choice = if random.once_in(6) { PIECES.len() } else { 6 };
            PIECES[random.below(choice)].to_vec()
        })
        .collect();
    quote(&bytes)
}
