//! `string.format`: C's conversions, and `%q` for literals that Lua can read back.

use moonquakes_runtime::number::format::{Flags, Specification};
use moonquakes_runtime::{Buffer, LuaResult, State, Type};
use std::ops::Deref;

/// The flags that each group of conversions takes.
const FLOAT_FLAGS: &[u8] = b"-+#0 ";
const HEXADECIMAL_FLAGS: &[u8] = b"-#0";
const INTEGER_FLAGS: &[u8] = b"-+0 ";
const UNSIGNED_FLAGS: &[u8] = b"-0";
const TEXT_FLAGS: &[u8] = b"-";

/// The longest specification.
const MAX_SPECIFICATION: usize = 22;

pub(super) fn format(state: &mut State) -> LuaResult<u32> {
    let top = state.get_top();
    state.with_bytes([1], |state, [text]| {
        let mut out = state.buffer();
        let mut rest = text;
        let mut arg = 1;
        while let Some(percent) = rest.iter().position(|&byte| byte == b'%') {
            out.add_bytes(&rest[..percent])?;
            rest = &rest[percent + 1..];
            if let Some(after) = rest.strip_prefix(b"%") {
                out.add_byte(b'%')?;
                rest = after;
                continue;
            }
            arg += 1;
            if arg > top {
                return Err(out.state().arg_error(arg, "no value"));
            }
            let length = rest
                .iter()
                .take_while(|c| matches!(c, b'0'..=b'9' | b'-' | b'+' | b'#' | b' ' | b'.'))
                .count();
            if length + 1 >= MAX_SPECIFICATION {
                return Err(out.state().error_str("invalid format (too long)"));
            }
            let (item, after) = rest.split_at((length + 1).min(rest.len()));
            rest = after;
            convert(&mut out, item, arg)?;
        }
        out.add_bytes(rest)?;
        out.push_result()?;
        Ok(1)
    })
}

/// Formats one argument by the specification `item` (without its `%`), whose last byte is the conversion.
fn convert(out: &mut Buffer<'_>, item: &[u8], arg: i32) -> LuaResult {
    let state = out.state();
    let conversion = item.last().copied().unwrap_or(0);
    match conversion {
        b'c' => {
            let spec = parse(state, item, TEXT_FLAGS, false)?;
            let byte = state.check_integer(arg)? as u8;
            pad(out, &[byte], &spec)
        }
        b'd' | b'i' => {
            let n = state.check_integer(arg)?;
            let spec = parse(state, item, INTEGER_FLAGS, true)?;
            let sign: &[u8] = match (n < 0, spec.flags.plus, spec.flags.space) {
                (true, ..) => b"-",
                (_, true, _) => b"+",
                (_, _, true) => b" ",
                _ => b"",
            };
            put_integer(out, sign, &Digits::new::<10>(n.unsigned_abs()), &spec)
        }
        b'u' => {
            let n = state.check_integer(arg)? as u64;
            let spec = parse(state, item, UNSIGNED_FLAGS, true)?;
            put_integer(out, b"", &Digits::new::<10>(n), &spec)
        }
        b'o' | b'x' | b'X' => {
            let n = state.check_integer(arg)? as u64;
            let spec = parse(state, item, HEXADECIMAL_FLAGS, true)?;
            put_bits(out, conversion, n, spec)
        }
        b'a' | b'A' => {
            let spec = parse(state, item, FLOAT_FLAGS, true)?;
            let x = state.check_number(arg)?;
            out.add_float(conversion, &spec, x)
        }
        b'e' | b'E' | b'f' | b'g' | b'G' => {
            let x = state.check_number(arg)?;
            let spec = parse(state, item, FLOAT_FLAGS, true)?;
            out.add_float(conversion, &spec, x)
        }
        b'p' => {
            let pointer = state.to_pointer(arg);
            let spec = parse(state, item, TEXT_FLAGS, false)?;
            let text = if pointer.is_null() {
                "(null)".into()
            } else {
                format!("{pointer:p}")
            };
            pad(out, text.as_bytes(), &spec)
        }
        b'q' => {
            if item.len() > 1 {
                return Err(state.error_str("specifier '%q' cannot have modifiers"));
            }
            put_literal(out, arg)
        }
        b's' => {
            state.to_string_meta(arg)?;
            put_string(out, item, arg)
        }
        _ => {
            // As a C string, the message ends at a NUL.
            let item = item.strip_suffix(b"\0").unwrap_or(item);
            let message = [b"invalid conversion '%", item, b"' to 'format'"].concat();
            Err(state.error_bytes(&message))
        }
    }
}

/// Understands flags, width and precision; `item` ends with the conversion.
fn parse(state: &mut State, item: &[u8], flags: &[u8], precision: bool) -> LuaResult<Specification> {
    let mut spec = Specification::default();
    let mut at = 0;
    while let Some(flag) = item.get(at).filter(|c| flags.contains(c)) {
        match flag {
            b'-' => spec.flags.left = true,
            b'+' => spec.flags.plus = true,
            b'#' => spec.flags.alternate = true,
            b'0' => spec.flags.zero = true,
            _ => spec.flags.space = true,
        }
        at += 1;
    }
    // A width cannot start with 0.
    if item.get(at) != Some(&b'0') {
        spec.width = two_digits(item, &mut at).unwrap_or(0);
        if item.get(at) == Some(&b'.') && precision {
            at += 1;
            spec.precision = Some(two_digits(item, &mut at).unwrap_or(0));
        }
    }
    if at + 1 != item.len() {
        let message = [b"invalid conversion specification: '%", item, b"'"].concat();
        return Err(state.error_bytes(&message));
    }
    Ok(spec)
}

fn two_digits(item: &[u8], at: &mut usize) -> Option<usize> {
    let mut value = None;
    for _ in 0..2 {
        let Some(digit) = item.get(*at).filter(|c| c.is_ascii_digit()) else {
            break;
        };
        value = Some(value.unwrap_or(0) * 10 + (digit - b'0') as usize);
        *at += 1;
    }
    value
}

/// Adds `text`, padded with spaces to the width.
fn pad(out: &mut Buffer<'_>, text: &[u8], spec: &Specification) -> LuaResult {
    let padding = spec.width.saturating_sub(text.len());
    if spec.flags.left {
        out.add_bytes(text)?;
        out.add_repeated(b' ', padding)
    } else {
        out.add_repeated(b' ', padding)?;
        out.add_bytes(text)
    }
}

/// The digits of a natural number.
struct Digits {
    /// Room for the longest, in octal.
    bytes: [u8; 22],
    start: usize,
}

impl Digits {
    #[inline]
    fn new<const BASE: u64>(n: u64) -> Digits {
        let mut digits = Digits {
            bytes: [0; 22],
            start: 22,
        };
        let mut n = n;
        loop {
            digits.start -= 1;
            digits.bytes[digits.start] = b"0123456789abcdef"[(n % BASE) as usize];
            n /= BASE;
            if n == 0 {
                return digits;
            }
        }
    }
}

impl Deref for Digits {
    type Target = [u8];
    #[inline]
    fn deref(&self) -> &[u8] {
        &self.bytes[self.start..]
    }
}

/// Adds the digits of an integer after its sign or prefix. The precision is the least number of digits; without one,
/// zeros may fill the width.
fn put_integer(out: &mut Buffer<'_>, prefix: &[u8], digits: &[u8], spec: &Specification) -> LuaResult {
    let digits = if digits == b"0" && spec.precision == Some(0) {
        b""
    } else {
        digits
    };
    let Flags { left, zero, .. } = spec.flags;
    let zeros = match spec.precision {
        Some(precision) => precision.saturating_sub(digits.len()),
        None if zero && !left => spec.width.saturating_sub(prefix.len() + digits.len()),
        None => 0,
    };
    let padding = spec.width.saturating_sub(prefix.len() + zeros + digits.len());
    if !left {
        out.add_repeated(b' ', padding)?;
    }
    out.add_bytes(prefix)?;
    out.add_repeated(b'0', zeros)?;
    out.add_bytes(digits)?;
    if left {
        out.add_repeated(b' ', padding)?;
    }
    Ok(())
}

/// Adds an integer in octal or hexadecimal.
fn put_bits(out: &mut Buffer<'_>, conversion: u8, n: u64, mut spec: Specification) -> LuaResult {
    if conversion == b'o' {
        let digits = Digits::new::<8>(n);
        if spec.flags.alternate {
            // The alternate form of octal asks for a leading zero.
            let needed = if n == 0 { 1 } else { digits.len() + 1 };
            spec.precision = match spec.precision {
                None if spec.flags.zero && !spec.flags.left && spec.width >= needed => None,
                precision => Some(precision.unwrap_or(0).max(needed)),
            };
        }
        return put_integer(out, b"", &digits, &spec);
    }
    let mut digits = Digits::new::<16>(n);
    let mut prefix: &[u8] = b"0x";
    if conversion == b'X' {
        digits.bytes.make_ascii_uppercase();
        prefix = b"0X";
    }
    let alternate = spec.flags.alternate && n != 0;
    put_integer(out, if alternate { prefix } else { b"" }, &digits, &spec)
}

/// Pops the string that stands for argument `arg` and adds it.
fn put_string(out: &mut Buffer<'_>, item: &[u8], arg: i32) -> LuaResult {
    if item.len() == 1 {
        return out.add_value();
    }
    out.with_bytes([-1], |out, [text]| {
        let state = out.state();
        state.arg_check(!text.contains(&0), arg, "string contains zeros")?;
        let spec = parse(state, item, TEXT_FLAGS, true)?;
        let shown = spec.precision.unwrap_or(text.len()).min(text.len());
        pad(out, &text[..shown], &spec)
    })?;
    out.state().pop(1);
    Ok(())
}

/// Adds a value as a literal.
fn put_literal(out: &mut Buffer<'_>, arg: i32) -> LuaResult {
    let state = out.state();
    match state.type_at(arg) {
        Type::String => out.with_bytes([arg], |out, [text]| put_quoted(out, text)),
        Type::Number if state.is_integer(arg) => match state.check_integer(arg)? {
            // Its decimal numeral would be read as a float.
            i64::MIN => out.add_bytes(b"0x8000000000000000"),
            n => out.add_fmt(format_args!("{n}")),
        },
        Type::Number => {
            let x = state.check_number(arg)?;
            if x.is_nan() {
                out.add_bytes(b"(0/0)")
            } else if x.is_infinite() {
                out.add_bytes(if x > 0.0 { b"1e9999" } else { b"-1e9999" })
            } else {
                out.add_float(b'a', &Specification::default(), x)
            }
        }
        Type::Nil | Type::Boolean => {
            state.to_string_meta(arg)?;
            out.add_value()
        }
        _ => Err(state.arg_error(arg, "value has no literal form")),
    }
}

/// Adds a string between quotes.
fn put_quoted(out: &mut Buffer<'_>, text: &[u8]) -> LuaResult {
    out.add_byte(b'"')?;
    let mut rest = text;
    let escaped = |byte: &u8| matches!(byte, b'"' | b'\\') || byte.is_ascii_control();
    while let Some(at) = rest.iter().position(escaped) {
        let byte = rest[at];
        out.add_bytes(&rest[..at])?;
        rest = &rest[at + 1..];
        if matches!(byte, b'"' | b'\\' | b'\n') {
            out.add_bytes(&[b'\\', byte])?;
        } else if rest.first().is_some_and(u8::is_ascii_digit) {
            out.add_fmt(format_args!("\\{byte:03}"))?;
        } else {
            out.add_fmt(format_args!("\\{byte}"))?;
        }
    }
    out.add_bytes(rest)?;
    out.add_byte(b'"')
}
