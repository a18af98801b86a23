//! The standard library of Lua 5.4, written against [`State`] alone.
//!
//! One module per library, named after it; [`open_libs`] opens them all, [`open`] those of a set.

#![forbid(unsafe_code)]

pub mod base;
pub mod coroutine;
pub mod debug;
pub mod io;
mod libraries;
pub mod math;
pub mod os;
pub mod package;
pub mod stdout;
pub mod string;
pub mod table;
pub mod utf8;

pub use libraries::{LIBRARIES, Libraries, open, open_libs};

/// What a C string holds of a text: all before its first NUL. The reference hands names to C.
pub(crate) fn c_string(text: &[u8]) -> &[u8] {
    text.split(|&byte| byte == 0).next().unwrap_or_default()
}
