//! The basic functions (manual, §6.1).

use crate::{c_string, stdout};
use moonquakes_runtime::iteration::{ipairs_step, next};
use moonquakes_runtime::{GcMode, LoadMode, LuaResult, MULT_RET, NativeFunction, State, Status, Type};

const FUNCTIONS: &[(&str, NativeFunction)] = &[
    ("assert", assert),
    ("collectgarbage", collectgarbage),
    ("dofile", dofile),
    ("error", error),
    ("getmetatable", getmetatable),
    ("ipairs", ipairs),
    ("loadfile", loadfile),
    ("load", load),
    ("next", next),
    ("pairs", pairs),
    ("pcall", pcall),
    ("print", print),
    ("warn", warn),
    ("rawequal", rawequal),
    ("rawlen", rawlen),
    ("rawget", rawget),
    ("rawset", rawset),
    ("select", select),
    ("setmetatable", setmetatable),
    ("tonumber", tonumber),
    ("tostring", tostring),
    ("type", type_),
    ("xpcall", xpcall),
];

/// Opens the library: fills the table of globals and returns it. `[-0, +1]`
pub fn open(state: &mut State) -> LuaResult<u32> {
    state.push_globals()?;
    state.set_funcs(FUNCTIONS, 0)?;
    state.push_value(-1)?;
    state.set_field(-2, "_G")?;
    state.push_str("Lua 5.4")?;
    state.set_field(-2, "_VERSION")?;
    Ok(1)
}

fn print(state: &mut State) -> LuaResult<u32> {
    let n = state.get_top();
    for i in 1..=n {
        state.to_string_meta(i)?;
        if i > 1 {
            write(b"\t");
        }
        write(state.check_bytes(-1)?);
        state.pop(1);
    }
    write(b"\n");
    // As in the reference, a line is out at once, and a failure is not reported.
    let _ = stdout::lock().flush();
    Ok(0)
}

fn write(bytes: &[u8]) {
    let _ = stdout::lock().write(bytes);
}

fn warn(state: &mut State) -> LuaResult<u32> {
    let n = state.get_top();
    state.check_bytes(1)?;
    for i in 2..=n {
        state.check_bytes(i)?;
    }
    for i in 1..=n {
        let piece = c_string(state.check_bytes(i)?).to_vec();
        state.warning(&piece, i < n);
    }
    Ok(0)
}

fn tonumber(state: &mut State) -> LuaResult<u32> {
    if state.is_none_or_nil(2) {
        if state.type_at(1) == Type::Number {
            state.set_top(1)?;
            return Ok(1);
        }
        state.check_any(1)?;
        if state.type_at(1) == Type::String
            && state.with_bytes([1], |state, [text]| state.string_to_number(text))?
        {
            return Ok(1);
        }
        state.push_fail()?;
        return Ok(1);
    }
    let base = state.check_integer(2)?;
    state.check_type(1, Type::String)?;
    state.arg_check((2..=36).contains(&base), 2, "base out of range")?;
    match integer_in_base(state.check_bytes(1)?, base as u32) {
        Some(n) => state.push_integer(n)?,
        None => state.push_fail()?,
    }
    Ok(1)
}

/// An integer numeral in any base, with spaces around and a sign; it wraps around.
fn integer_in_base(text: &[u8], base: u32) -> Option<i64> {
    let is_space = |c: &u8| matches!(c, b' ' | 0x0c | b'\n' | b'\r' | b'\t' | 0x0b);
    let start = text.iter().position(|c| !is_space(c))?;
    let end = text.len() - text.iter().rev().position(|c| !is_space(c))?;
    let (negative, digits) = match &text[start..end] {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    if digits.is_empty() {
        return None;
    }
    let mut n = 0i64;
    for &c in digits {
        let digit = (c as char).to_digit(36).filter(|&d| d < base)?;
        n = n.wrapping_mul(base as i64).wrapping_add(digit as i64);
    }
    Some(if negative { n.wrapping_neg() } else { n })
}

fn error(state: &mut State) -> LuaResult<u32> {
    let level = state.opt_integer(2, 1)? as i32;
    state.set_top(1)?;
    if state.type_at(1) == Type::String && level > 0 {
        state.where_(level)?;
        state.push_value(1)?;
        state.concat(2)?;
    }
    Err(state.error())
}

fn getmetatable(state: &mut State) -> LuaResult<u32> {
    state.check_any(1)?;
    if !state.get_metatable(1)? {
        state.push_nil()?;
        return Ok(1);
    }
    state.get_metafield(1, "__metatable")?;
    Ok(1)
}

fn setmetatable(state: &mut State) -> LuaResult<u32> {
    let kind = state.type_at(2);
    state.check_type(1, Type::Table)?;
    state.arg_expected(matches!(kind, Type::Nil | Type::Table), 2, "nil or table")?;
    if state.get_metafield(1, "__metatable")? != Type::Nil {
        return Err(state.error_str("cannot change a protected metatable"));
    }
    state.set_top(2)?;
    state.set_metatable(1)?;
    Ok(1)
}

fn rawequal(state: &mut State) -> LuaResult<u32> {
    state.check_any(1)?;
    state.check_any(2)?;
    let equal = state.raw_equal(1, 2);
    state.push_boolean(equal)?;
    Ok(1)
}

fn rawlen(state: &mut State) -> LuaResult<u32> {
    let kind = state.type_at(1);
    state.arg_expected(matches!(kind, Type::Table | Type::String), 1, "table or string")?;
    let length = state.raw_len(1);
    state.push_integer(length as i64)?;
    Ok(1)
}

fn rawget(state: &mut State) -> LuaResult<u32> {
    state.check_type(1, Type::Table)?;
    state.check_any(2)?;
    state.set_top(2)?;
    state.raw_get(1)?;
    Ok(1)
}

fn rawset(state: &mut State) -> LuaResult<u32> {
    state.check_type(1, Type::Table)?;
    state.check_any(2)?;
    state.check_any(3)?;
    state.set_top(3)?;
    state.raw_set(1)?;
    Ok(1)
}

fn collectgarbage(state: &mut State) -> LuaResult<u32> {
    const OPTIONS: &[&str] = &[
        "stop",
        "restart",
        "collect",
        "count",
        "step",
        "setpause",
        "setstepmul",
        "isrunning",
        "generational",
        "incremental",
    ];
    let option = state.check_option(1, Some("collect"), OPTIONS)?;
    if state.gc_in_finalizer() {
        state.push_fail()?;
        return Ok(1);
    }
    match OPTIONS[option] {
        "stop" => state.gc_stop(),
        "restart" => state.gc_restart(),
        "collect" => state.gc_collect(),
        "count" => {
            let bytes = state.gc_count();
            state.push_number(bytes as f64 / 1024.0)?;
            return Ok(1);
        }
        "step" => {
            let size = small_integer(state, 2)?;
            let finished = state.gc_step(size);
            state.push_boolean(finished)?;
            return Ok(1);
        }
        "setpause" => {
            let pause = small_integer(state, 2)?;
            let previous = state.gc_set_pause(pause);
            state.push_integer(previous as i64)?;
            return Ok(1);
        }
        "setstepmul" => {
            let multiplier = small_integer(state, 2)?;
            let previous = state.gc_set_step_multiplier(multiplier);
            state.push_integer(previous as i64)?;
            return Ok(1);
        }
        "isrunning" => {
            let running = state.gc_is_running();
            state.push_boolean(running)?;
            return Ok(1);
        }
        "generational" => {
            let (minor, major) = (small_integer(state, 2)?, small_integer(state, 3)?);
            let previous = state.gc_generational(minor, major);
            state.push_str(mode_name(previous))?;
            return Ok(1);
        }
        _ => {
            let (pause, multiplier) = (small_integer(state, 2)?, small_integer(state, 3)?);
            let step_size = small_integer(state, 4)?;
            let previous = state.gc_incremental(pause, multiplier, step_size);
            state.push_str(mode_name(previous))?;
            return Ok(1);
        }
    }
    state.push_integer(0)?;
    Ok(1)
}

fn mode_name(mode: GcMode) -> &'static str {
    match mode {
        GcMode::Incremental => "incremental",
        GcMode::Generational => "generational",
    }
}

/// An optional argument, cut to 32 bits as C cuts it.
fn small_integer(state: &mut State, arg: i32) -> LuaResult<i32> {
    Ok(state.opt_integer(arg, 0)? as i32)
}

fn type_(state: &mut State) -> LuaResult<u32> {
    let kind = state.type_at(1);
    state.arg_check(kind != Type::None, 1, "value expected")?;
    state.push_str(kind.name())?;
    Ok(1)
}

fn pairs(state: &mut State) -> LuaResult<u32> {
    state.check_any(1)?;
    if state.get_metafield(1, "__pairs")? == Type::Nil {
        state.push_function(next)?;
        state.push_value(1)?;
        state.push_nil()?;
    } else {
        state.push_value(1)?;
        state.call_k(1, 3, 0, |_, _, _| Ok(3))?;
    }
    Ok(3)
}

fn ipairs(state: &mut State) -> LuaResult<u32> {
    state.check_any(1)?;
    state.push_function(ipairs_step)?;
    state.push_value(1)?;
    state.push_integer(0)?;
    Ok(3)
}

/// The results of a load: the function (with `environment` as its first upvalue), or nil and the message.
fn loaded(state: &mut State, status: Status, environment: i32) -> LuaResult<u32> {
    if status != Status::Ok {
        state.push_fail()?;
        state.insert(-2);
        return Ok(2);
    }
    if environment != 0 {
        state.push_value(environment)?;
        if state.set_upvalue(-2, 1)?.is_none() {
            state.pop(1);
        }
    }
    Ok(1)
}

fn loadfile(state: &mut State) -> LuaResult<u32> {
    let path = optional_path(state)?;
    let mode = c_string(state.opt_bytes(2, b"bt")?).to_vec();
    let environment = if state.is_none(3) { 0 } else { 3 };
    let status = state.load_file(path.as_deref(), LoadMode::new(&mode));
    loaded(state, status, environment)
}

fn optional_path(state: &mut State) -> LuaResult<Option<Vec<u8>>> {
    if state.is_none_or_nil(1) {
        return Ok(None);
    }
    Ok(Some(c_string(state.check_bytes(1)?).to_vec()))
}

fn load(state: &mut State) -> LuaResult<u32> {
    let mode = c_string(state.opt_bytes(3, b"bt")?).to_vec();
    let mode = LoadMode::new(&mode);
    let environment = if state.is_none(4) { 0 } else { 4 };
    let status = if state.is_string(1) {
        let name = if state.is_none_or_nil(2) { 1 } else { 2 };
        state.with_bytes([1, name], |state, [chunk, name]| {
            Ok(state.load(chunk, c_string(name), mode))
        })?
    } else {
        let name = state.opt_bytes(2, b"=(load)")?.to_vec();
        state.check_type(1, Type::Function)?;
        state.load_with(read_pieces, c_string(&name), mode)
    };
    loaded(state, status, environment)
}

/// Calls the reader function at index 1 until it returns nil or an empty string, and pushes what it gave.
fn read_pieces(state: &mut State) -> LuaResult {
    let mut chunk = state.buffer();
    loop {
        let state = chunk.state();
        state.ensure_stack(2, "too many nested functions")?;
        state.push_value(1)?;
        state.call(0, 1)?;
        if state.is_nil(-1) {
            state.pop(1);
            break;
        }
        if !state.is_string(-1) {
            return Err(state.error_str("reader function must return a string"));
        }
        let length = chunk.len();
        chunk.add_value()?;
        if chunk.len() == length {
            break;
        }
    }
    chunk.push_result()
}

fn dofile(state: &mut State) -> LuaResult<u32> {
    let path = optional_path(state)?;
    state.set_top(1)?;
    if state.load_file(path.as_deref(), LoadMode::BOTH) != Status::Ok {
        return Err(state.error());
    }
    state.call_k(0, MULT_RET, 0, |state, _, _| Ok((state.get_top() - 1) as u32))?;
    Ok((state.get_top() - 1) as u32)
}

fn assert(state: &mut State) -> LuaResult<u32> {
    if state.to_boolean(1) {
        return Ok(state.get_top() as u32);
    }
    state.check_any(1)?;
    state.remove(1);
    state.push_str("assertion failed!")?;
    state.set_top(1)?;
    error(state)
}

fn select(state: &mut State) -> LuaResult<u32> {
    let n = state.get_top();
    if state.type_at(1) == Type::String && state.bytes_at(1).is_some_and(|s| s.first() == Some(&b'#')) {
        state.push_integer(n as i64 - 1)?;
        return Ok(1);
    }
    let mut i = state.check_integer(1)?;
    if i < 0 {
        i += n as i64;
    } else if i > n as i64 {
        i = n as i64;
    }
    state.arg_check(i >= 1, 1, "index out of range")?;
    Ok(n as u32 - i as u32)
}

/// Ends a protected call: `true` (or false and the error) and what lies above the first `extra` slots.
fn finish_pcall(state: &mut State, status: Status, extra: isize) -> LuaResult<u32> {
    if !matches!(status, Status::Ok | Status::Yield) {
        state.push_boolean(false)?;
        state.push_value(-2)?;
        return Ok(2);
    }
    Ok((state.get_top() as isize - extra) as u32)
}

fn pcall(state: &mut State) -> LuaResult<u32> {
    state.check_any(1)?;
    state.push_boolean(true)?;
    state.insert(1);
    let arguments = state.get_top() - 2;
    let status = state.pcall_k(arguments, MULT_RET, 0, 0, finish_pcall)?;
    finish_pcall(state, status, 0)
}

fn xpcall(state: &mut State) -> LuaResult<u32> {
    let n = state.get_top();
    state.check_type(2, Type::Function)?;
    state.push_boolean(true)?;
    state.push_value(1)?;
    state.rotate(3, 2);
    let status = state.pcall_k(n - 2, MULT_RET, 2, 2, finish_pcall)?;
    finish_pcall(state, status, 2)
}

fn tostring(state: &mut State) -> LuaResult<u32> {
    state.check_any(1)?;
    state.to_string_meta(1)?;
    Ok(1)
}
