//! Short strings with escape sequences, and broken ones.
//!
//! The buffer holds at every moment what the reference's token buffer would hold, opening quote included, because
//! messages quote it.

use super::kind::{Automaton, fail, quote};
use super::long_brackets::line_break;

/// Why a string was refused.
struct BadString {
    message: &'static str,
    at_end_of_file: bool,
}

impl BadString {
    fn escape(message: &'static str) -> BadString {
        BadString {
            message,
            at_end_of_file: false,
        }
    }
}

/// Reads the text behind an opening quote.
struct Reader<'s, 'b> {
    text: &'s [u8],
    at: usize,
    buffer: &'b mut Vec<u8>,
    line: &'b mut u32,
}

/// After an opening quote.
pub(super) fn short_string(lexer: &mut Automaton) -> Result<(), ()> {
    let quote_mark = lexer.slice()[0];
    let text: &[u8] = lexer.remainder();
    let mut buffer = std::mem::take(&mut lexer.extras.buffer);
    buffer.clear();
    buffer.push(quote_mark);
    let mut reader = Reader {
        text,
        at: 0,
        buffer: &mut buffer,
        line: &mut lexer.extras.line,
    };
    let result = reader.string(quote_mark);
    let length = reader.at;
    let result = match result {
        Ok(()) => {
            buffer.remove(0);
            lexer.bump(length);
            Ok(())
        }
        Err(BadString {
            message,
            at_end_of_file,
        }) => {
            let near = if at_end_of_file {
                b"<eof>".to_vec()
            } else {
                quote(&buffer)
            };
            lexer.bump(text.len());
            fail(lexer, message, Some(near));
            Err(())
        }
    };
    lexer.extras.buffer = buffer;
    result
}

impl Reader<'_, '_> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at + ahead).copied()
    }

    fn string(&mut self, quote_mark: u8) -> Result<(), BadString> {
        loop {
            let rest = &self.text[self.at..];
            let ordinary = rest
                .iter()
                .position(|byte| *byte == quote_mark || matches!(byte, b'\\' | b'\n' | b'\r'))
                .unwrap_or(rest.len());
            self.buffer.extend_from_slice(&rest[..ordinary]);
            self.at += ordinary;
            match self.peek(0) {
                None => {
                    return Err(BadString {
                        message: "unfinished string",
                        at_end_of_file: true,
                    });
                }
                Some(b'\n' | b'\r') => return Err(BadString::escape("unfinished string")),
                Some(b'\\') => self.escape()?,
                Some(_) => {
                    self.at += 1;
                    return Ok(());
                }
            }
        }
    }

    /// At a backslash.
    fn escape(&mut self) -> Result<(), BadString> {
        let Some(letter) = self.peek(1) else {
            self.at += 1; // the next round finds the end of the source
            return Ok(());
        };
        let (byte, length) = match letter {
            b'a' => (7, 2),
            b'b' => (8, 2),
            b'f' => (12, 2),
            b'n' => (b'\n', 2),
            b'r' => (b'\r', 2),
            b't' => (b'\t', 2),
            b'v' => (11, 2),
            b'\\' | b'"' | b'\'' => (letter, 2),
            b'\n' | b'\r' => {
                *self.line += 1;
                (b'\n', 1 + line_break(&self.text[self.at + 1..]))
            }
            b'x' => (self.hexadecimal_escape()?, 4),
            b'0'..=b'9' => self.decimal_escape()?,
            b'u' => return self.utf8_escape(),
            b'z' => {
                self.skip_blanks();
                return Ok(());
            }
            _ => return Err(self.bad_escape(1, "invalid escape sequence")),
        };
        self.buffer.push(byte);
        self.at += length;
        Ok(())
    }

    /// The message quotes the escape sequence up to the byte that spoils it.
    #[cold]
    fn bad_escape(&mut self, culprit: usize, message: &'static str) -> BadString {
        let end = (self.at + culprit + 1).min(self.text.len());
        self.buffer.extend_from_slice(&self.text[self.at..end]);
        BadString::escape(message)
    }

    fn hexadecimal_digit(&mut self, ahead: usize) -> Result<u32, BadString> {
        match self.peek(ahead).and_then(hexadecimal_digit) {
            Some(digit) => Ok(digit),
            None => Err(self.bad_escape(ahead, "hexadecimal digit expected")),
        }
    }

    fn hexadecimal_escape(&mut self) -> Result<u8, BadString> {
        let high = self.hexadecimal_digit(2)?;
        let low = self.hexadecimal_digit(3)?;
        Ok((high << 4 | low) as u8)
    }

    fn decimal_escape(&mut self) -> Result<(u8, usize), BadString> {
        let mut value = 0u32;
        let mut length = 1;
        while length <= 3
            && let Some(digit @ b'0'..=b'9') = self.peek(length)
        {
            value = value * 10 + (digit - b'0') as u32;
            length += 1;
        }
        match u8::try_from(value) {
            Ok(byte) => Ok((byte, length)),
            Err(_) => Err(self.bad_escape(length, "decimal escape too large")),
        }
    }

    /// `\u{XXX}`: any value below 2^31.
    fn utf8_escape(&mut self) -> Result<(), BadString> {
        if self.peek(2) != Some(b'{') {
            return Err(self.bad_escape(2, "missing '{'"));
        }
        let mut value = self.hexadecimal_digit(3)?;
        let mut length = 4;
        while let Some(digit) = self.peek(length).and_then(hexadecimal_digit) {
            if value > 0x7FFF_FFFF >> 4 {
                return Err(self.bad_escape(length, "UTF-8 value too large"));
            }
            value = value << 4 | digit;
            length += 1;
        }
        if self.peek(length) != Some(b'}') {
            return Err(self.bad_escape(length, "missing '}'"));
        }
        encode_utf8(value, self.buffer);
        self.at += length + 1;
        Ok(())
    }

    /// `\z` skips blanks and line breaks.
    fn skip_blanks(&mut self) {
        self.at += 2;
        loop {
            match self.peek(0) {
                Some(b'\n' | b'\r') => {
                    *self.line += 1;
                    self.at += line_break(&self.text[self.at..]);
                }
                Some(b' ' | b'\t' | 0x0b | 0x0c) => self.at += 1,
                _ => return,
            }
        }
    }
}

fn hexadecimal_digit(byte: u8) -> Option<u32> {
    (byte as char).to_digit(16)
}

/// UTF-8 as it was first defined: up to six bytes, for values up to 2^31 - 1.
fn encode_utf8(mut value: u32, into: &mut Vec<u8>) {
    if value < 0x80 {
        into.push(value as u8);
        return;
    }
    let mut bytes = [0u8; 6];
    let mut start = bytes.len();
    let mut max_in_first: u32 = 0x3f;
    while value > max_in_first {
        start -= 1;
        bytes[start] = 0x80 | (value & 0x3f) as u8;
        value >>= 6;
        max_in_first >>= 1;
    }
    start -= 1;
    bytes[start] = (!max_in_first << 1) as u8 | value as u8;
    into.extend_from_slice(&bytes[start..]);
}

#[cfg(test)]
mod tests {
    use super::encode_utf8;

    #[test]
    fn utf8_of_every_length() {
        for value in [
            'a',
            '\u{80}',
            'é',
            '\u{7ff}',
            '\u{800}',
            '€',
            '\u{ffff}',
            '\u{10000}',
            '\u{10ffff}',
        ] {
            let mut bytes = Vec::new();
            encode_utf8(value as u32, &mut bytes);
            assert_eq!(bytes, value.to_string().as_bytes());
        }
        let mut bytes = Vec::new();
        encode_utf8(0x7FFF_FFFF, &mut bytes);
        assert_eq!(bytes, b"\xFD\xBF\xBF\xBF\xBF\xBF");
    }
}
