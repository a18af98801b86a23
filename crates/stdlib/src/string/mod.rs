//! String manipulation (manual, §6.4).

mod byte_set;
mod format;
mod matcher;
mod pack;
mod search;

use moonquakes_runtime::{ArithOp, LuaResult, NativeFunction, State, Type};

const FUNCTIONS: &[(&str, NativeFunction)] = &[
    ("byte", byte),
    ("char", char_),
    ("dump", dump),
    ("find", search::find),
    ("format", format::format),
    ("gmatch", search::gmatch),
    ("gsub", search::gsub),
    ("len", len),
    ("lower", lower),
    ("match", search::match_),
    ("rep", rep),
    ("reverse", reverse),
    ("sub", sub),
    ("upper", upper),
    ("pack", pack::pack),
    ("packsize", pack::packsize),
    ("unpack", pack::unpack),
];

/// Arithmetic on strings that are numerals.
const METAMETHODS: &[(&str, NativeFunction)] = &[
    ("__add", |state| arithmetic(state, ArithOp::Add, "__add")),
    ("__sub", |state| arithmetic(state, ArithOp::Sub, "__sub")),
    ("__mul", |state| arithmetic(state, ArithOp::Mul, "__mul")),
    ("__mod", |state| arithmetic(state, ArithOp::Mod, "__mod")),
    ("__pow", |state| arithmetic(state, ArithOp::Pow, "__pow")),
    ("__div", |state| arithmetic(state, ArithOp::Div, "__div")),
    ("__idiv", |state| arithmetic(state, ArithOp::IDiv, "__idiv")),
    ("__unm", |state| arithmetic(state, ArithOp::Unm, "__unm")),
];

/// The longest string that a function makes: what a C int counts, as in the reference.
const MAX_SIZE: u64 = i32::MAX as u64;

/// Opens the library and makes it the `__index` of all strings. `[-0, +1]`
pub fn open(state: &mut State) -> LuaResult<u32> {
    state.new_lib(FUNCTIONS)?;
    state.new_lib(METAMETHODS)?;
    state.push_value(-2)?;
    state.set_field(-2, "__index")?;
    state.push_str("")?;
    state.push_value(-2)?;
    state.set_metatable(-2)?;
    state.pop(2);
    Ok(1)
}

/// A start position, from 1, clipped to the string's begin.
fn start_position(position: i64, length: usize) -> usize {
    if position > 0 {
        position as usize
    } else if position == 0 || position < -(length as i64) {
        1
    } else {
        (length as i64 + position + 1) as usize
    }
}

/// An end position, clipped to the string.
fn end_position(position: i64, length: usize) -> usize {
    if position > length as i64 {
        length
    } else if position >= 0 {
        position as usize
    } else if position < -(length as i64) {
        0
    } else {
        (length as i64 + position + 1) as usize
    }
}

fn len(state: &mut State) -> LuaResult<u32> {
    let length = state.check_bytes(1)?.len();
    state.push_integer(length as i64)?;
    Ok(1)
}

fn sub(state: &mut State) -> LuaResult<u32> {
    let length = state.check_bytes(1)?.len();
    let start = start_position(state.check_integer(2)?, length);
    let end = end_position(state.opt_integer(3, -1)?, length);
    state.with_bytes([1], |state, [s]| {
        state.push_bytes(if start <= end { &s[start - 1..end] } else { b"" })?;
        Ok(1)
    })
}

/// Pushes the string at index 1 with every byte mapped.
fn map_bytes(state: &mut State, f: impl FnOnce(&mut [u8])) -> LuaResult<u32> {
    state.with_bytes([1], |state, [s]| {
        let mut out = state.buffer();
        out.reserve(s.len())?;
        out.add_bytes(s)?;
        f(out.bytes_mut());
        out.push_result()?;
        Ok(1)
    })
}

fn reverse(state: &mut State) -> LuaResult<u32> {
    map_bytes(state, <[u8]>::reverse)
}

fn lower(state: &mut State) -> LuaResult<u32> {
    map_bytes(state, <[u8]>::make_ascii_lowercase)
}

fn upper(state: &mut State) -> LuaResult<u32> {
    map_bytes(state, <[u8]>::make_ascii_uppercase)
}

fn rep(state: &mut State) -> LuaResult<u32> {
    let length = state.check_bytes(1)?.len() as u64;
    let n = state.check_integer(2)?;
    let separator = state.opt_bytes(3, b"")?.to_vec();
    if n <= 0 {
        state.push_str("")?;
        return Ok(1);
    }
    let piece = length + separator.len() as u64;
    if piece > MAX_SIZE / n as u64 {
        return Err(state.error_str("resulting string too large"));
    }
    let total = (n as u64 * length + (n as u64 - 1) * separator.len() as u64) as usize;
    state.with_bytes([1], |state, [s]| {
        let mut out = state.buffer();
        out.reserve(total)?;
        out.add_bytes(s)?;
        out.add_bytes(&separator[..separator.len().min(total - s.len())])?;
        // What is there is a whole number of turns, so that it can be doubled.
        while out.len() < total {
            let missing = total - out.len();
            out.add_within(0..missing)?;
        }
        out.push_result()?;
        Ok(1)
    })
}

fn byte(state: &mut State) -> LuaResult<u32> {
    let length = state.check_bytes(1)?.len();
    let position = state.opt_integer(2, 1)?;
    let start = start_position(position, length);
    let end = end_position(state.opt_integer(3, position)?, length);
    if start > end {
        return Ok(0);
    }
    if start == end {
        let value = state.check_bytes(1)?[start - 1];
        state.push_integer(value as i64)?;
        return Ok(1);
    }
    let n = end - start + 1;
    if n >= i32::MAX as usize {
        return Err(state.error_str("string slice too long"));
    }
    state.ensure_stack(n as i32, "string slice too long")?;
    state.with_bytes([1], |state, [s]| {
        for &value in &s[start - 1..end] {
            state.push_integer(value as i64)?;
        }
        Ok(n as u32)
    })
}

fn char_(state: &mut State) -> LuaResult<u32> {
    let n = state.get_top();
    let mut out = state.buffer();
    out.reserve(n as usize)?;
    for i in 1..=n {
        let value = out.state().check_integer(i)?;
        out.state()
            .arg_check((0..=255).contains(&value), i, "value out of range")?;
        out.add_byte(value as u8)?;
    }
    out.push_result()?;
    Ok(1)
}

fn dump(state: &mut State) -> LuaResult<u32> {
    let strip = state.to_boolean(2);
    state.check_type(1, Type::Function)?;
    state.set_top(1)?;
    match state.dump(strip) {
        Some(chunk) => state.push_bytes(&chunk)?,
        None => return Err(state.error_str("unable to dump given function")),
    }
    Ok(1)
}

/// Pushes the argument as a number, if it is one or a numeral.
fn push_operand(state: &mut State, arg: i32) -> LuaResult<bool> {
    match state.type_at(arg) {
        Type::Number => {
            state.push_value(arg)?;
            Ok(true)
        }
        Type::String => state.with_bytes([arg], |state, [text]| state.string_to_number(text)),
        _ => Ok(false),
    }
}

fn arithmetic(state: &mut State, op: ArithOp, event: &str) -> LuaResult<u32> {
    if push_operand(state, 1)? && push_operand(state, 2)? {
        state.arith(op)?;
        return Ok(1);
    }
    state.set_top(2)?;
    if state.type_at(2) == Type::String || state.get_metafield(2, event)? == Type::Nil {
        let (left, right) = (state.type_name_at(-2), state.type_name_at(-1));
        let operation = &event[2..];
        return Err(state.error_str(format_args!("attempt to {operation} a '{left}' with a '{right}'")));
    }
    state.insert(-3);
    state.call(2, 1)?;
    Ok(1)
}
