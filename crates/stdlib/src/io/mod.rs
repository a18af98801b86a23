//! Input and output (manual, §6.8).
//!
//! | file | holds |
//! |---|---|
//! | `device`, `stream` | what is behind a file, and its buffering |
//! | `handle` | files as values |
//! | `methods` | what files can do |
//! | `read`, `write`, `lines` | the formats of reading, writing, and iterators |

mod device;
mod handle;
mod lines;
mod methods;
mod read;
mod stream;
mod write;

pub(crate) use handle::flush_all;

use crate::c_string;
use handle::{
    DEFAULT_INPUT, DEFAULT_OUTPUT, FILE, check_stream, create_set, is_open, push_default, push_file,
    stream_at,
};
use lines::push_line_iterator;
use methods::{METAMETHODS, METHODS};
use moonquakes_runtime::{LuaResult, NativeFunction, REGISTRY_INDEX, State, os_error_text};
use read::read_formats;
use stream::Stream;
use write::write_arguments;

const FUNCTIONS: &[(&str, NativeFunction)] = &[
    ("close", close),
    ("flush", flush),
    ("input", input),
    ("lines", lines),
    ("open", open_file),
    ("output", output),
    ("popen", popen),
    ("read", read),
    ("tmpfile", tmpfile),
    ("type", type_),
    ("write", write),
];

/// Opens the library. `[-0, +1]`
pub fn open(state: &mut State) -> LuaResult<u32> {
    state.new_lib(FUNCTIONS)?;
    create_set(state)?;
    state.new_metatable(FILE)?;
    state.set_funcs(METAMETHODS, 0)?;
    state.new_lib(METHODS)?;
    state.set_field(-2, "__index")?;
    state.pop(1);
    let standard = [
        ("stdin", Stream::stdin(), Some(DEFAULT_INPUT)),
        ("stdout", Stream::stdout(), Some(DEFAULT_OUTPUT)),
        ("stderr", Stream::stderr(), None),
    ];
    for (name, stream, default) in standard {
        push_file(state, stream)?;
        if let Some(default) = default {
            state.push_value(-1)?;
            state.set_field(REGISTRY_INDEX, default)?;
        }
        state.set_field(-2, name)?;
    }
    Ok(1)
}

fn type_(state: &mut State) -> LuaResult<u32> {
    state.check_any(1)?;
    if is_open(state, 1) {
        state.push_str("file")?;
    } else if state.userdata::<handle::Handle>(1).is_some() {
        state.push_str("closed file")?;
    } else {
        state.push_fail()?;
    }
    Ok(1)
}

fn close(state: &mut State) -> LuaResult<u32> {
    if state.is_none(1) {
        state.get_field(REGISTRY_INDEX, DEFAULT_OUTPUT)?;
    }
    methods::close(state)
}

/// Whether `fopen` takes the mode: `[rwa]%+?b*`.
fn is_mode(mode: &[u8]) -> bool {
    let Some((first, rest)) = mode.split_first() else {
        return false;
    };
    let rest = rest.strip_prefix(b"+").unwrap_or(rest);
    b"rwa".contains(first) && rest.iter().all(|&c| c == b'b')
}

fn open_file(state: &mut State) -> LuaResult<u32> {
    let name = c_string(state.check_bytes(1)?).to_vec();
    let mode = c_string(state.opt_bytes(2, b"r")?).to_vec();
    state.arg_check(is_mode(&mode), 2, "invalid mode")?;
    match Stream::open(&name, &mode) {
        Ok(stream) => push_file(state, stream)?,
        Err(error) => return state.file_result(Err(error), Some(&name)),
    }
    Ok(1)
}

fn popen(state: &mut State) -> LuaResult<u32> {
    let command = c_string(state.check_bytes(1)?).to_vec();
    let mode = c_string(state.opt_bytes(2, b"r")?).to_vec();
    state.arg_check(mode == b"r" || mode == b"w", 2, "invalid mode")?;
    flush_all(state)?;
    match Stream::popen(&command, mode == b"w") {
        Ok(stream) => push_file(state, stream)?,
        Err(error) => return state.file_result(Err(error), Some(&command)),
    }
    Ok(1)
}

fn tmpfile(state: &mut State) -> LuaResult<u32> {
    match Stream::temporary() {
        Ok(stream) => push_file(state, stream)?,
        Err(error) => return state.file_result(Err(error), None),
    }
    Ok(1)
}

/// Opens a file for a function that raises if it cannot, and pushes it.
fn open_or_raise(state: &mut State, name: &[u8], mode: &[u8]) -> LuaResult {
    match Stream::open(name, mode) {
        Ok(stream) => push_file(state, stream),
        Err(error) => {
            let mut message = b"cannot open file '".to_vec();
            message.extend_from_slice(name);
            message.extend_from_slice(format!("' ({})", os_error_text(&error)).as_bytes());
            Err(state.error_bytes(&message))
        }
    }
}

fn input(state: &mut State) -> LuaResult<u32> {
    default_file(state, DEFAULT_INPUT, b"r")
}

fn output(state: &mut State) -> LuaResult<u32> {
    default_file(state, DEFAULT_OUTPUT, b"w")
}

fn default_file(state: &mut State, which: &str, mode: &[u8]) -> LuaResult<u32> {
    if !state.is_none_or_nil(1) {
        if state.is_string(1) {
            let name = c_string(state.check_bytes(1)?).to_vec();
            open_or_raise(state, &name, mode)?;
        } else {
            check_stream(state, 1)?;
            state.push_value(1)?;
        }
        state.set_field(REGISTRY_INDEX, which)?;
    }
    state.get_field(REGISTRY_INDEX, which)?;
    Ok(1)
}

fn lines(state: &mut State) -> LuaResult<u32> {
    if state.is_none(1) {
        state.push_nil()?;
    }
    if state.is_nil(1) {
        state.get_field(REGISTRY_INDEX, DEFAULT_INPUT)?;
        state.replace(1);
        check_stream(state, 1)?;
        push_line_iterator(state, false)?;
        return Ok(1);
    }
    let name = c_string(state.check_bytes(1)?).to_vec();
    open_or_raise(state, &name, b"r")?;
    state.replace(1);
    push_line_iterator(state, true)?;
    state.push_nil()?;
    state.push_nil()?;
    state.push_value(1)?;
    Ok(4)
}

fn read(state: &mut State) -> LuaResult<u32> {
    let last = state.get_top();
    push_default(state, DEFAULT_INPUT)?;
    read_formats(state, last + 1, 1, last)
}

fn write(state: &mut State) -> LuaResult<u32> {
    let last = state.get_top();
    push_default(state, DEFAULT_OUTPUT)?;
    write_arguments(state, last + 1, 1, last)
}

fn flush(state: &mut State) -> LuaResult<u32> {
    push_default(state, DEFAULT_OUTPUT)?;
    let result = stream_at(state, -1)?.flush();
    state.file_result(result, None)
}
