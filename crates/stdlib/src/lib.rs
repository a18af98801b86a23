//! The standard library of Lua 5.4, written against [`State`] alone.
//!
//! One module per library, named after it; [`open_libs`] opens them all.

#![forbid(unsafe_code)]

use moonquakes_runtime::{LuaResult, NativeFunction, State};

pub mod base;
pub mod coroutine;
pub mod debug;
pub mod io;
pub mod math;
pub mod os;
pub mod package;
pub mod stdout;
pub mod string;
pub mod table;
pub mod utf8;

/// The libraries in the order in which they are opened: the name of each and what opens it.
pub const LIBRARIES: &[(&str, NativeFunction)] = &[
    ("_G", base::open),
    ("package", package::open),
    ("coroutine", coroutine::open),
    ("table", table::open),
    ("io", io::open),
    ("os", os::open),
    ("string", string::open),
    ("math", math::open),
    ("utf8", utf8::open),
    ("debug", debug::open),
];

/// What a C string holds of a text: all before its first NUL. The reference hands names to C.
pub(crate) fn c_string(text: &[u8]) -> &[u8] {
    text.split(|&byte| byte == 0).next().unwrap_or_default()
}

/// Opens all standard libraries as globals. `[-0, +0]`
///
/// # Errors
/// Out of memory.
pub fn open_libs(state: &mut State) -> LuaResult {
    for &(name, open) in LIBRARIES {
        state.require_f(name, open, true)?;
        state.pop(1);
    }
    Ok(())
}
