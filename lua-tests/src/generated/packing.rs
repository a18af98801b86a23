//! `string.pack`, `string.packsize` and `string.unpack` with formats of several options.

use super::random::Random;
use super::{Generated, numbered, quote};

const PRELUDE: &str = "\
local function hex(s) return (s:gsub('.', function(c) return ('%02x'):format(c:byte()) end)) end
local function pack(format, ...)
  print(format, pcall(string.packsize, format))
  local ok, packed = pcall(string.pack, format, ...)
  print(ok and hex(packed) or packed)
  if ok then print(pcall(string.unpack, format, packed)) end
end
local function unpack(format, ...) print(format, pcall(string.unpack, format, ...)) end";

/// What is unpacked.
const BYTES: [u8; 10] = [0, 0, 1, 2, 3, 127, 128, 255, b'a', b'z'];

pub(super) fn programs() -> Vec<Generated> {
    numbered("string.pack", 12, PRELUDE, 80, |random| {
        let format = quote(format(random).as_bytes());
        if random.once_in(2) {
            let bytes: Vec<u8> = (0..random.below(24))
                .map(|_| BYTES[random.below(BYTES.len())])
                .collect();
            let position = random.between(-3, 6);
            return format!("unpack({format}, {}, {position})", quote(&bytes));
        }
        let values = random.sequence(0, 4, |random| {
            let value = random.pick(&[
                "0",
                "1",
                "-1",
                "127",
                "200",
                "-129",
                "40000",
                "2^31",
                "2^40|0",
                "math.mininteger",
                "1.5",
                "-0.0",
                "'abc'",
                "''",
                "'a\\0'",
                "'5'",
            ]);
            format!(", {value}")
        });
        format!("pack({format}{values})")
    })
}

fn format(random: &mut Random) -> String {
    random.sequence(1, 5, |random| {
        let option = random.pick(&[
            "b", "B", "h", "H", "i", "I", "l", "L", "j", "J", "T", "f", "d", "n", "s", "z", "x", "X", "c",
            "<", ">", "=", "!", " ", "i", "I", "s", "c", "!",
        ]);
        let size = match option {
            "i" | "I" | "s" | "!" if random.once_in(2) => random.between(1, 17).to_string(),
            "c" => random.between(0, 6).to_string(),
            _ => String::new(),
        };
        let aligned = if option == "X" {
            random.pick(&["i4", "d", "h", "b", "z", ""])
        } else {
            ""
        };
        format!("{option}{size}{aligned}")
    })
}
