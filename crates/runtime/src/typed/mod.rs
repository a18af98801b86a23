//! Rust types on the stack of a [`State`]: conversions, closures, userdata with methods, handles, errors.
//!
//! | file | holds |
//! |---|---|
//! | `convert` | [`IntoLua`] and [`FromLua`], and what [`State`] does with them |
//! | `scalars`, `collections` | the conversions of Rust's own types |
//! | `multi` | tuples for several values |
//! | `function` | closures as functions with typed parameters |
//! | `class` | userdata with methods, fields and metamethods |
//! | `handle` | values kept beyond the stack |
//! | `error` | errors between Rust and Lua, both ways |
//! | `serde` | values of every type that serde knows (feature `serde`) |
//!
//! It all stands on the public functions of [`State`], with one stack: typed and untyped code can be mixed line by
//! line.

mod class;
mod collections;
mod convert;
mod error;
mod function;
mod handle;
mod multi;
mod scalars;
#[cfg(feature = "serde")]
mod serde;
#[cfg(test)]
mod tests;

pub use class::{Class, LuaMethod, LuaMethodMut, UserType};
pub use convert::{FromLua, IntoLua, Mismatch};
pub use error::{Error, Raise};
pub use function::{IntoResults, LuaFn};
pub(crate) use handle::Handles;
pub use handle::{Function, Handle, Table};
pub use multi::{FromLuaMulti, IntoLuaMulti, Rest};
#[cfg(feature = "serde")]
pub use serde::Serde;
