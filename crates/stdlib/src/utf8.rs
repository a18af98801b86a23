//! UTF-8 support (manual, §6.5): sequences of up to six bytes, as the original definition has them.

use moonquakes_runtime::{Buffer, LuaResult, NativeFunction, State};

const FUNCTIONS: &[(&str, NativeFunction)] = &[
    ("offset", offset),
    ("codepoint", codepoint),
    ("char", char_),
    ("len", len),
    ("codes", codes),
];

/// Matches one character of a valid string.
const CHAR_PATTERN: &[u8] = b"[\0-\x7F\xC2-\xFD][\x80-\xBF]*";

const MAX_UNICODE: u32 = 0x10_FFFF;
const MAX_UTF: u32 = 0x7FFF_FFFF;

/// Opens the library. `[-0, +1]`
pub fn open(state: &mut State) -> LuaResult<u32> {
    state.new_lib(FUNCTIONS)?;
    state.push_bytes(CHAR_PATTERN)?;
    state.set_field(-2, "charpattern")?;
    Ok(1)
}

fn is_continuation(byte: Option<&u8>) -> bool {
    byte.is_some_and(|b| b & 0xC0 == 0x80)
}

/// A position relative to the end made absolute; 0 when it lies before the string.
fn absolute(position: i64, length: usize) -> i64 {
    if position >= 0 {
        position
    } else if position.unsigned_abs() > length as u64 {
        0
    } else {
        length as i64 + position + 1
    }
}

/// Decodes the sequence at the start of `s`: its code and its length. `strict` refuses surrogates and codes
/// beyond Unicode.
fn decode(s: &[u8], strict: bool) -> Option<(u32, usize)> {
    const LIMITS: [u32; 6] = [u32::MAX, 0x80, 0x800, 0x1_0000, 0x20_0000, 0x400_0000];
    let first = *s.first()? as u32;
    if first < 0x80 {
        return Some((first, 1));
    }
    let mut c = first;
    let mut count = 0;
    let mut code = 0;
    while c & 0x40 != 0 {
        count += 1;
        let next = *s.get(count)? as u32;
        if next & 0xC0 != 0x80 {
            return None;
        }
        code = code << 6 | next & 0x3F;
        c <<= 1;
    }
    if count == 0 || count > 5 {
        return None;
    }
    code |= (c & 0x7F) << (count * 5);
    if code > MAX_UTF || code < LIMITS[count] {
        return None;
    }
    if strict && (code > MAX_UNICODE || (0xD800..=0xDFFF).contains(&code)) {
        return None;
    }
    Some((code, count + 1))
}

/// Adds the sequence for `code`, up to 2^31 - 1.
fn encode(code: u32, out: &mut Buffer<'_>) -> LuaResult {
    if code < 0x80 {
        return out.add_byte(code as u8);
    }
    let mut bytes = [0; 6];
    let mut start = bytes.len();
    let mut rest = code;
    // The largest value that fits the first byte.
    let mut first_max = 0x3F;
    loop {
        start -= 1;
        bytes[start] = 0x80 | (rest & 0x3F) as u8;
        rest >>= 6;
        first_max >>= 1;
        if rest <= first_max {
            break;
        }
    }
    start -= 1;
    bytes[start] = (!first_max << 1 | rest) as u8;
    out.add_bytes(&bytes[start..])
}

fn len(state: &mut State) -> LuaResult<u32> {
    let length = state.check_bytes(1)?.len();
    let start = absolute(state.opt_integer(2, 1)?, length) - 1;
    let end = absolute(state.opt_integer(3, -1)?, length) - 1;
    let lax = state.to_boolean(4);
    state.arg_check(
        start >= 0 && start <= length as i64,
        2,
        "initial position out of bounds",
    )?;
    state.arg_check(end < length as i64, 3, "final position out of bounds")?;
    let s = state.check_bytes(1)?;
    let mut position = start;
    let mut count = 0;
    while position <= end {
        match decode(&s[position as usize..], !lax) {
            Some((_, bytes)) => position += bytes as i64,
            None => {
                state.push_fail()?;
                state.push_integer(position + 1)?;
                return Ok(2);
            }
        }
        count += 1;
    }
    state.push_integer(count)?;
    Ok(1)
}

fn codepoint(state: &mut State) -> LuaResult<u32> {
    let length = state.check_bytes(1)?.len();
    let start = absolute(state.opt_integer(2, 1)?, length);
    let end = absolute(state.opt_integer(3, start)?, length);
    let lax = state.to_boolean(4);
    state.arg_check(start >= 1, 2, "out of bounds")?;
    state.arg_check(end <= length as i64, 3, "out of bounds")?;
    if start > end {
        return Ok(0);
    }
    if end - start >= i32::MAX as i64 {
        return Err(state.error_str("string slice too long"));
    }
    state.ensure_stack((end - start) as i32 + 1, "string slice too long")?;
    state.with_bytes([1], |state, [s]| {
        let mut position = start as usize - 1;
        let mut count = 0;
        while position < end as usize {
            let Some((code, bytes)) = decode(&s[position..], !lax) else {
                return Err(state.error_str("invalid UTF-8 code"));
            };
            state.push_integer(code as i64)?;
            position += bytes;
            count += 1;
        }
        Ok(count)
    })
}

fn char_(state: &mut State) -> LuaResult<u32> {
    let n = state.get_top();
    let mut out = state.buffer();
    for i in 1..=n {
        let state = out.state();
        let code = state.check_integer(i)?;
        state.arg_check((0..=MAX_UTF as i64).contains(&code), i, "value out of range")?;
        encode(code as u32, &mut out)?;
    }
    out.push_result()?;
    Ok(1)
}

fn offset(state: &mut State) -> LuaResult<u32> {
    let length = state.check_bytes(1)?.len();
    let mut n = state.check_integer(2)?;
    let default = if n >= 0 { 1 } else { length as i64 + 1 };
    let start = absolute(state.opt_integer(3, default)?, length) - 1;
    state.arg_check(start >= 0 && start <= length as i64, 3, "position out of bounds")?;
    let s = state.check_bytes(1)?;
    let mut position = start as usize;
    let continues = |position: usize| is_continuation(s.get(position));
    if n == 0 {
        while position > 0 && continues(position) {
            position -= 1;
        }
    } else {
        if continues(position) {
            return Err(state.error_str("initial position is a continuation byte"));
        }
        if n < 0 {
            while n < 0 && position > 0 {
                position -= 1;
                while position > 0 && continues(position) {
                    position -= 1;
                }
                n += 1;
            }
        } else {
            n -= 1;
            while n > 0 && position < length {
                position += 1;
                while continues(position) {
                    position += 1;
                }
                n -= 1;
            }
        }
    }
    if n == 0 {
        state.push_integer(position as i64 + 1)?;
    } else {
        state.push_fail()?;
    }
    Ok(1)
}

fn codes(state: &mut State) -> LuaResult<u32> {
    let lax = state.to_boolean(2);
    let starts_inside = is_continuation(state.check_bytes(1)?.first());
    state.arg_check(!starts_inside, 1, "invalid UTF-8 code")?;
    state.push_function(if lax { next_lax } else { next_strict })?;
    state.push_value(1)?;
    state.push_integer(0)?;
    Ok(3)
}

fn next_strict(state: &mut State) -> LuaResult<u32> {
    next_code(state, true)
}

fn next_lax(state: &mut State) -> LuaResult<u32> {
    next_code(state, false)
}

fn next_code(state: &mut State, strict: bool) -> LuaResult<u32> {
    let previous = state.to_integer(2).unwrap_or(0) as u64;
    let s = state.check_bytes(1)?;
    let mut position = usize::try_from(previous).unwrap_or(usize::MAX);
    if position < s.len() {
        while is_continuation(s.get(position)) {
            position += 1;
        }
    }
    if position >= s.len() {
        return Ok(0);
    }
    match decode(&s[position..], strict) {
        Some((code, bytes)) if !is_continuation(s.get(position + bytes)) => {
            state.push_integer(position as i64 + 1)?;
            state.push_integer(code as i64)?;
            Ok(2)
        }
        _ => Err(state.error_str("invalid UTF-8 code")),
    }
}
