//! Writing values.

use super::handle::stream_at;
use moonquakes_runtime::number::format::{Flags, Specification, format_float, format_integer};
use moonquakes_runtime::{LuaResult, State, Type};

/// How floats are written: as `print` writes them, but for the `.0` of integral ones.
const PRINTED: Specification = Specification {
    flags: Flags {
        left: false,
        plus: false,
        space: false,
        alternate: false,
        zero: false,
    },
    width: 0,
    precision: Some(14),
};

/// Writes the arguments from index `first` to `last` to `file`, up to the first failure, and pushes the file or what
/// failed; gives the number of results.
pub(super) fn write_arguments(state: &mut State, file: i32, first: i32, last: i32) -> LuaResult<u32> {
    let mut result = Ok(());
    for arg in first..=last {
        if state.is_integer(arg) {
            let n = state.check_integer(arg)?;
            if result.is_ok() {
                result = stream_at(state, file)?.write(&format_integer(n));
            }
        } else if state.type_at(arg) == Type::Number {
            let x = state.check_number(arg)?;
            if result.is_ok() {
                result = stream_at(state, file)?.write(&format_float(b'g', &PRINTED, x));
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
