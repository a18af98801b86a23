//! Moonquakes: Lua 5.4 in Rust, embedded through a push/pop stack API.
//!
//! A [`State`] is what `lua_State` is in C: values are pushed on its stack, functions called with them, results read
//! by index. Names are those of `lua.h` and `lauxlib.h` without their prefix.
//!
//! ```
//! use moonquakes::{MULT_RET, Status, new_state};
//!
//! let mut state = new_state();
//! assert_eq!(state.load_string("return 6 * 7"), Status::Ok);
//! assert_eq!(state.pcall(0, MULT_RET, 0), Status::Ok);
//! assert_eq!(state.to_integer(-1), Some(42));
//! ```

#![forbid(unsafe_code)]

pub use moonquakes_runtime::*;
pub use moonquakes_stdlib::{LIBRARIES, Libraries, open, open_libs};

/// A new state with all standard libraries open.
///
/// # Panics
/// When there is not enough memory for them.
pub fn new_state() -> MainState {
    new_state_with(Libraries::ALL)
}

/// A new state with the chosen libraries open.
///
/// ```
/// use moonquakes::{Libraries, new_state_with};
///
/// let mut state = new_state_with(Libraries::SAFE);
/// assert!(state.eval::<bool>("return io == nil and require == nil and dofile == nil").unwrap());
/// ```
///
/// # Panics
/// When there is not enough memory for them.
pub fn new_state_with(libraries: Libraries) -> MainState {
    let mut state = State::new();
    let opened = open(&mut state, libraries);
    assert!(opened.is_ok(), "not enough memory for the standard libraries");
    state
}
