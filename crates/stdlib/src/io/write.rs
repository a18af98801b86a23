//! Writing values.

use super::handle::stream_at;
use crate::string::format_general;
use moonquakes_runtime::{LuaResult, State, Type};

/// Writes the arguments from index `first` to `last` to `file`, up to the first failure, and pushes the file or what
/// failed; gives the number of results.
pub(super) fn write_arguments(state: &mut State, file: i32, first: i32, last: i32) -> LuaResult<u32> {
    let mut result = Ok(());
    for arg in first..=last {
        if state.type_at(arg) == Type::Number {
            let text = number_text(state, arg);
            if result.is_ok() {
                result = stream_at(state, file)?.write(text.as_bytes());
            }
        } else {
            state.with_bytes([arg], |state, [bytes]| {
                if result.is_ok() {
                    result = stream_at(state, file)?.write(bytes);
                }
                Ok(())
            })?;
        }
    }
    if result.is_err() {
        return state.file_result(result, None);
    }
    state.push_value(file)?;
    Ok(1)
}

/// A number as C prints it: floats by `%.14g`, with no `.0` added.
fn number_text(state: &State, index: i32) -> String {
    if state.is_integer(index) {
        return state.to_integer(index).unwrap_or(0).to_string();
    }
    format_general(state.to_number(index).unwrap_or(0.0))
}
