//! `string.format`: C's conversions, and `%q` for literals that Lua can read back.

use moonquakes_runtime::number::format::{Flags, Specification, format_float};
use moonquakes_runtime::{LuaResult, State, Type};

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
    let text = state.check_bytes(1)?.to_vec();
    let mut out = Vec::with_capacity(text.len() + 16);
    let mut rest = &text[..];
    let mut arg = 1;
    while let Some(percent) = memchr::memchr(b'%', rest) {
        out.extend_from_slice(&rest[..percent]);
        rest = &rest[percent + 1..];
        if let Some(after) = rest.strip_prefix(b"%") {
            out.push(b'%');
            rest = after;
            continue;
        }
        arg += 1;
        if arg > top {
            return Err(state.arg_error(arg, "no value"));
        }
        let length = rest.iter().take_while(|c| b"-+#0 123456789.".contains(c)).count();
        if length + 1 >= MAX_SPECIFICATION {
            return Err(state.error_str("invalid format (too long)"));
        }
        let (item, after) = rest.split_at((length + 1).min(rest.len()));
        rest = after;
        convert(state, item, arg, &mut out)?;
    }
    out.extend_from_slice(rest);
    state.push_bytes(&out)?;
    Ok(1)
}

/// Formats one argument by the specification `item` (without its `%`), whose last byte is the conversion.
fn convert(state: &mut State, item: &[u8], arg: i32, out: &mut Vec<u8>) -> LuaResult {
    let conversion = item.last().copied().unwrap_or(0);
    match conversion {
        b'c' => {
            let spec = parse(state, item, TEXT_FLAGS, false)?;
            let byte = state.check_integer(arg)? as u8;
            pad(out, &[byte], &spec);
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
            put_integer(out, sign, n.unsigned_abs().to_string(), &spec);
        }
        b'u' => {
            let n = state.check_integer(arg)? as u64;
            let spec = parse(state, item, UNSIGNED_FLAGS, true)?;
            put_integer(out, b"", n.to_string(), &spec);
        }
        b'o' | b'x' | b'X' => {
            let n = state.check_integer(arg)? as u64;
            let spec = parse(state, item, HEXADECIMAL_FLAGS, true)?;
            put_hexadecimal(out, conversion, n, spec);
        }
        b'a' | b'A' => {
            let spec = parse(state, item, FLOAT_FLAGS, true)?;
            let x = state.check_number(arg)?;
            format_float(out, conversion, &spec, x);
        }
        b'e' | b'E' | b'f' | b'g' | b'G' => {
            let x = state.check_number(arg)?;
            let spec = parse(state, item, FLOAT_FLAGS, true)?;
            format_float(out, conversion, &spec, x);
        }
        b'p' => {
            let pointer = state.to_pointer(arg);
            let spec = parse(state, item, TEXT_FLAGS, false)?;
            let text = if pointer.is_null() {
                "(null)".into()
            } else {
                format!("{pointer:p}")
            };
            pad(out, text.as_bytes(), &spec);
        }
        b'q' => {
            if item.len() > 1 {
                return Err(state.error_str("specifier '%q' cannot have modifiers"));
            }
            put_literal(state, arg, out)?;
        }
        b's' => {
            state.to_string_meta(arg)?;
            put_string(state, item, arg, out)?;
            state.pop(1);
        }
        _ => {
            // As a C string, the message ends at a NUL.
            let item = item.strip_suffix(b"\0").unwrap_or(item);
            let message = [b"invalid conversion '%", item, b"' to 'format'"].concat();
            return Err(state.error_bytes(&message));
        }
    }
    Ok(())
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

/// Appends `text`, padded with spaces to the width.
fn pad(out: &mut Vec<u8>, text: &[u8], spec: &Specification) {
    let padding = spec.width.saturating_sub(text.len());
    if !spec.flags.left {
        out.resize(out.len() + padding, b' ');
    }
    out.extend_from_slice(text);
    if spec.flags.left {
        out.resize(out.len() + padding, b' ');
    }
}

/// Appends the digits of an integer after its sign or prefix. The precision is the least number of digits; without one,
/// zeros may fill the width.
fn put_integer(out: &mut Vec<u8>, prefix: &[u8], digits: String, spec: &Specification) {
    let digits = if digits == "0" && spec.precision == Some(0) {
        String::new()
    } else {
        digits
    };
    let Flags { left, zero, .. } = spec.flags;
    let least = match spec.precision {
        Some(precision) => precision,
        None if zero && !left => spec.width.saturating_sub(prefix.len()),
        None => 0,
    };
    let mut text = prefix.to_vec();
    text.resize(prefix.len() + least.saturating_sub(digits.len()), b'0');
    text.extend_from_slice(digits.as_bytes());
    pad(out, &text, spec);
}

fn put_hexadecimal(out: &mut Vec<u8>, conversion: u8, n: u64, mut spec: Specification) {
    let alternate = spec.flags.alternate && n != 0;
    let (prefix, digits): (&[u8], String) = match conversion {
        b'x' => (b"0x", format!("{n:x}")),
        b'X' => (b"0X", format!("{n:X}")),
        _ => {
            let digits = format!("{n:o}");
            if spec.flags.alternate {
                // The alternate form of octal asks for a leading zero.
                let needed = if n == 0 { 1 } else { digits.len() + 1 };
                spec.precision = match spec.precision {
                    None if spec.flags.zero && !spec.flags.left && spec.width >= needed => None,
                    precision => Some(precision.unwrap_or(0).max(needed)),
                };
            }
            return put_integer(out, b"", digits, &spec);
        }
    };
    put_integer(out, if alternate { prefix } else { b"" }, digits, &spec);
}

/// Appends the string on top of the stack, which stands for argument `arg`.
fn put_string(state: &mut State, item: &[u8], arg: i32, out: &mut Vec<u8>) -> LuaResult {
    if item.len() == 1 {
        out.extend_from_slice(state.check_bytes(-1)?);
        return Ok(());
    }
    let text = state.check_bytes(-1)?.to_vec();
    state.arg_check(!text.contains(&0), arg, "string contains zeros")?;
    let spec = parse(state, item, TEXT_FLAGS, true)?;
    let shown = spec.precision.unwrap_or(text.len()).min(text.len());
    pad(out, &text[..shown], &spec);
    Ok(())
}

/// Appends a value as a literal.
fn put_literal(state: &mut State, arg: i32, out: &mut Vec<u8>) -> LuaResult {
    match state.type_at(arg) {
        Type::String => put_quoted(state.check_bytes(arg)?, out),
        Type::Number if state.is_integer(arg) => match state.check_integer(arg)? {
            // Its decimal numeral would be read as a float.
            i64::MIN => out.extend_from_slice(b"0x8000000000000000"),
            n => out.extend_from_slice(n.to_string().as_bytes()),
        },
        Type::Number => {
            let x = state.check_number(arg)?;
            if x.is_nan() {
                out.extend_from_slice(b"(0/0)");
            } else if x.is_infinite() {
                out.extend_from_slice(if x > 0.0 { b"1e9999" } else { b"-1e9999" });
            } else {
                format_float(out, b'a', &Specification::default(), x);
            }
        }
        Type::Nil | Type::Boolean => {
            state.to_string_meta(arg)?;
            out.extend_from_slice(state.check_bytes(-1)?);
            state.pop(1);
        }
        _ => return Err(state.arg_error(arg, "value has no literal form")),
    }
    Ok(())
}

fn put_quoted(text: &[u8], out: &mut Vec<u8>) {
    out.push(b'"');
    for (i, &byte) in text.iter().enumerate() {
        match byte {
            b'"' | b'\\' | b'\n' => out.extend([b'\\', byte]),
            _ if byte.is_ascii_control() => {
                let followed_by_digit = text.get(i + 1).is_some_and(u8::is_ascii_digit);
                let escape = if followed_by_digit {
                    format!("\\{byte:03}")
                } else {
                    format!("\\{byte}")
                };
                out.extend_from_slice(escape.as_bytes());
            }
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

/// A float by C's `%.14g`.
pub fn format_general(x: f64) -> String {
    let mut out = Vec::new();
    let spec = Specification {
        precision: Some(14),
        ..Specification::default()
    };
    format_float(&mut out, b'g', &spec, x);
    String::from_utf8_lossy(&out).into_owned()
}
