//! Programs that nobody wrote: where an area is wide and even, its cases are generated, the same ones at every run.
//!
//! ```text
//! arguments    every library function called with arguments of every type
//! operators    every operator on operands of every type, constants and variables
//! numerals     numbers read and printed
//! formats      `string.format` and `os.date`
//! packing      `string.pack` and `string.unpack`
//! patterns     patterns on subjects, through `find`, `match`, `gmatch` and `gsub`
//! texts        positions in strings, UTF-8 sequences
//! tables       sequences, traversals and sorting
//! events       operators, fields and calls of objects whose metamethods log, yield and raise
//! control      loops, jumps, closures, varargs and closing variables
//! ```

mod arguments;
mod control;
mod events;
mod formats;
mod numerals;
mod operators;
mod packing;
mod patterns;
mod random;
mod tables;
mod texts;

use crate::differential::Invocation;
use crate::programs::Program;

/// A generated program.
#[derive(Debug)]
pub struct Generated {
    /// What it is called in reports.
    pub name: String,
    /// Its source.
    pub text: String,
}

impl Generated {
    fn new(name: impl Into<String>, text: String) -> Self {
        let name = name.into();
        Self { name, text }
    }

    /// How to run it: from standard input.
    pub fn program(&self) -> Program {
        Program {
            name: self.name.clone(),
            invocation: Invocation::new(["-"]).input(self.text.as_bytes()),
        }
    }
}

/// All of them.
pub fn programs() -> Vec<Generated> {
    let generators = [
        arguments::programs,
        operators::programs,
        numerals::programs,
        formats::programs,
        packing::programs,
        patterns::programs,
        texts::programs,
        tables::programs,
        control::programs,
        events::programs,
    ];
    generators.iter().flat_map(|generate| generate()).collect()
}

/// `count` programs called `name 1`, `name 2`…, each of a prelude and `lines` generated lines.
fn numbered(
    name: &str,
    count: usize,
    prelude: &str,
    lines: usize,
    mut line: impl FnMut(&mut random::Random) -> String,
) -> Vec<Generated> {
    (1..=count)
        .map(|number| {
            let mut random = random::Random::new(number as u64);
            let mut text = format!("{prelude}\n");
            for _ in 0..lines {
                text += &line(&mut random);
                text.push('\n');
            }
            Generated::new(format!("{name} {number}"), text)
        })
        .collect()
}

/// The bytes as a Lua literal.
fn quote(bytes: &[u8]) -> String {
    let mut literal = String::from("\"");
    for &byte in bytes {
        match byte {
            b'"' | b'\\' => literal.extend(['\\', char::from(byte)]),
            b' '..=b'~' => literal.push(char::from(byte)),
            _ => literal += &format!("\\{byte:03}"),
        }
    }
    literal.push('"');
    literal
}
