//! Iterators over the lines of a file, or over what other formats read.

use super::handle::is_open;
use super::methods::close;
use super::read::read_formats;
use moonquakes_runtime::{LuaResult, State, upvalue_index};

/// The most formats that `lines` takes.
const MAX_ARGUMENTS: i32 = 250;

/// Pushes a closure over the file at index 1, the number of formats, whether to close at the end, and the formats
/// above index 1.
pub(super) fn push_line_iterator(state: &mut State, close: bool) -> LuaResult {
    let n = state.get_top() - 1;
    state.arg_check(n <= MAX_ARGUMENTS, MAX_ARGUMENTS + 2, "too many arguments")?;
    state.push_value(1)?;
    state.push_integer(i64::from(n))?;
    state.push_boolean(close)?;
    state.rotate(2, 3);
    state.push_closure(next_line, 3 + n)
}

fn next_line(state: &mut State) -> LuaResult<u32> {
    let file = upvalue_index(1);
    let n = state.to_integer(upvalue_index(2)).unwrap_or(0) as i32;
    if !is_open(state, file) {
        return Err(state.error_str("file is already closed"));
    }
    state.set_top(1)?;
    state.ensure_stack(n, "too many arguments")?;
    for i in 1..=n {
        state.push_value(upvalue_index(3 + i))?;
    }
    let last = state.get_top();
    let count = read_formats(state, file, 2, last)?;
    if state.to_boolean(-(count as i32)) {
        return Ok(count);
    }
    if count > 1 {
        // An error, not the end.
        let message = state.to_bytes(-(count as i32) + 1)?.unwrap_or(b"?").to_vec();
        return Err(state.error_bytes(&message));
    }
    if state.to_boolean(upvalue_index(3)) {
        state.set_top(0)?;
        state.push_value(file)?;
        close(state)?;
    }
    Ok(0)
}
