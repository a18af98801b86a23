//! The formats of `read`.

use super::stream::Stream;
use std::io;

/// What a format asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Number,
    /// A line, with its newline or without.
    Line {
        keep_newline: bool,
    },
    All,
    Bytes(usize),
}

impl Format {
    /// The format named by a string; an asterisk before the letter is allowed for the sake of older programs.
    pub(super) fn parse(text: &[u8]) -> Option<Format> {
        let text = text.strip_prefix(b"*").unwrap_or(text);
        match text.first()? {
            b'n' => Some(Format::Number),
            b'l' => Some(Format::Line { keep_newline: false }),
            b'L' => Some(Format::Line { keep_newline: true }),
            b'a' => Some(Format::All),
            _ => None,
        }
    }
}

/// What a read gave.
pub(super) enum Item {
    Bytes(Vec<u8>),
    /// The text of what may be a numeral.
    Numeral(Vec<u8>),
    /// Nothing: the end of the file.
    Nothing,
}

pub(super) fn read(stream: &mut Stream, format: Format) -> io::Result<Item> {
    let mut out = Vec::new();
    match format {
        Format::Number => return read_numeral(stream).map(Item::Numeral),
        Format::All => stream.read_bytes(&mut out, usize::MAX)?,
        Format::Line { keep_newline } => {
            if !stream.read_line(&mut out)? {
                return Ok(Item::Nothing);
            }
            if !keep_newline && out.last() == Some(&b'\n') {
                out.pop();
            }
        }
        Format::Bytes(0) => {
            if stream.peek()?.is_none() {
                return Ok(Item::Nothing);
            }
        }
        Format::Bytes(limit) => {
            stream.read_bytes(&mut out, limit)?;
            if out.is_empty() {
                return Ok(Item::Nothing);
            }
        }
    }
    Ok(Item::Bytes(out))
}

/// The longest numeral that is read.
const MAX_NUMERAL: usize = 200;

/// Reads the longest prefix that looks like a numeral.
struct NumeralReader<'a> {
    stream: &'a mut Stream,
    text: Vec<u8>,
    too_long: bool,
}

impl NumeralReader<'_> {
    /// Takes the next byte if `accept` does.
    fn take(&mut self, accept: impl Fn(u8) -> bool) -> io::Result<bool> {
        match self.stream.peek()? {
            Some(byte) if accept(byte) => {
                if self.text.len() >= MAX_NUMERAL {
                    self.too_long = true;
                    return Ok(false);
                }
                self.text.push(byte);
                self.stream.skip()?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    fn digits(&mut self, hexadecimal: bool) -> io::Result<usize> {
        let is_digit = |c: u8| {
            if hexadecimal {
                c.is_ascii_hexdigit()
            } else {
                c.is_ascii_digit()
            }
        };
        let mut count = 0;
        while self.take(is_digit)? {
            count += 1;
        }
        Ok(count)
    }
}

fn read_numeral(stream: &mut Stream) -> io::Result<Vec<u8>> {
    while stream.peek()?.is_some_and(|c| matches!(c, b' ' | b'\t'..=b'\r')) {
        stream.skip()?;
    }
    let mut reader = NumeralReader {
        stream,
        text: Vec::new(),
        too_long: false,
    };
    reader.take(|c| matches!(c, b'-' | b'+'))?;
    let mut count = 0;
    let mut hexadecimal = false;
    if reader.take(|c| c == b'0')? {
        if reader.take(|c| matches!(c, b'x' | b'X'))? {
            hexadecimal = true;
        } else {
            count = 1;
        }
    }
    count += reader.digits(hexadecimal)?;
    if reader.take(|c| c == b'.')? {
        count += reader.digits(hexadecimal)?;
    }
    let is_exponent = |c: u8| c.to_ascii_lowercase() == if hexadecimal { b'p' } else { b'e' };
    if count > 0 && reader.take(is_exponent)? {
        reader.take(|c| matches!(c, b'-' | b'+'))?;
        reader.digits(false)?;
    }
    Ok(if reader.too_long { Vec::new() } else { reader.text })
}
