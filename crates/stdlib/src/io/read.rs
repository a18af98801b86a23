//! Reading by formats.

use super::handle::stream_at;
use super::stream::Stream;
use moonquakes_runtime::{LuaResult, State, Type};
use std::io;

/// Reads from `file` by the formats from index `first` to `last`, or a line if there are none; pushes the results and
/// gives their number.
pub(super) fn read_formats(state: &mut State, file: i32, first: i32, last: i32) -> LuaResult<u32> {
    let formats = last - first + 1;
    if formats <= 0 {
        return match read_one(state, file, Format::Line { keep_newline: false })? {
            Read::Failed(error) => state.file_result(Err(error), None),
            _ => Ok(1),
        };
    }
    state.ensure_stack(formats.saturating_add(20), "too many arguments")?;
    for arg in first..=last {
        let format = check_format(state, arg)?;
        match read_one(state, file, format)? {
            Read::Something => {}
            Read::Nothing => return Ok((arg - first) as u32 + 1),
            Read::Failed(error) => return state.file_result(Err(error), None),
        }
    }
    Ok(formats as u32)
}

fn check_format(state: &mut State, arg: i32) -> LuaResult<Format> {
    /// What can be addressed at most; a negative count, as a size, is more.
    const MAX_BYTES: usize = 1 << 47;
    if state.type_at(arg) == Type::Number {
        let count = state.check_integer(arg)? as usize;
        if count > MAX_BYTES {
            return Err(state.error_memory());
        }
        return Ok(Format::Bytes(count));
    }
    match Format::parse(state.check_bytes(arg)?) {
        Some(format) => Ok(format),
        None => Err(state.arg_error(arg, "invalid format")),
    }
}

enum Read {
    Something,
    Nothing,
    Failed(io::Error),
}

/// Reads one item and pushes it, or nil where there is none.
fn read_one(state: &mut State, file: i32, format: Format) -> LuaResult<Read> {
    match read(stream_at(state, file)?, format) {
        Err(error) => return Ok(Read::Failed(error)),
        Ok(Item::Bytes(bytes)) => state.push_bytes(&bytes)?,
        Ok(Item::Numeral(text)) if state.string_to_number(&text)? => {}
        Ok(_) => {
            state.push_fail()?;
            return Ok(Read::Nothing);
        }
    }
    Ok(Read::Something)
}

/// What a format asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
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
    fn parse(text: &[u8]) -> Option<Format> {
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
enum Item {
    Bytes(Vec<u8>),
    /// The text of what may be a numeral.
    Numeral(Vec<u8>),
    /// Nothing: the end of the file.
    Nothing,
}

fn read(stream: &mut Stream, format: Format) -> io::Result<Item> {
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
