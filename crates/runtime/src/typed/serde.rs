//! Values of every type that serde knows.

mod de;
mod ser;

use super::convert::{FromLua, IntoLua, Mismatch};
use crate::state::State;
use crate::throw::{LuaResult, Throw};
use core::fmt;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A Rust value that is converted by serde: structures and maps are tables, sequences too, `None` is nil, and a variant
/// is its name, or a table with the name as its one key.
///
/// ```
/// # use moonquakes_runtime::{State, typed::Serde};
/// # mod serde { pub use ::serde::*; }
/// #[derive(serde::Deserialize, serde::Serialize, PartialEq, Debug)]
/// struct Window {
///     title: String,
///     size: (u32, u32),
///     resizable: Option<bool>,
/// }
///
/// let state = &mut *State::new();
/// let Serde(window) = state
///     .eval::<Serde<Window>>("return { title = 'main', size = {800, 600} }")
///     .unwrap();
/// assert_eq!(window, Window { title: "main".into(), size: (800, 600), resizable: None });
/// state.set("window", Serde(&window))?;
/// assert_eq!(state.eval::<u32>("return window.size[2]").unwrap(), 600);
/// # Ok::<(), moonquakes_runtime::Throw>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Serde<T>(pub T);

/// Deeper values are taken to have no end: a table may contain itself.
const MAX_DEPTH: u32 = 128;

impl<T: Serialize> IntoLua for Serde<T> {
    fn into_lua(self, state: &mut State) -> LuaResult {
        let result = self.0.serialize(ser::Serializer::new(state));
        result.map_err(|failure| match failure {
            Failure::Raised(throw) => throw,
            Failure::Custom(message) => state.error_str(message),
        })
    }
}

impl<T: DeserializeOwned> FromLua for Serde<T> {
    fn from_lua(state: &mut State, index: i32) -> Result<Serde<T>, Mismatch> {
        let top = state.get_top();
        let index = state.abs_index(index);
        match T::deserialize(de::Deserializer::new(state, index)) {
            Ok(value) => Ok(Serde(value)),
            Err(Failure::Raised(throw)) => Err(Mismatch::Raised(throw)),
            Err(Failure::Custom(message)) => {
                // What iterations had on the stack.
                state.pop(state.get_top() - top);
                Err(Mismatch::Because(message))
            }
        }
    }
}

/// Why a conversion stopped.
#[derive(Debug)]
enum Failure {
    Raised(Throw),
    Custom(String),
}

impl From<Throw> for Failure {
    fn from(throw: Throw) -> Failure {
        Failure::Raised(throw)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Raised(_) => f.write_str("an error was raised"),
            Failure::Custom(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Failure {}

impl serde::ser::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Failure {
        Failure::Custom(message.to_string())
    }
}

impl serde::de::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Failure {
        Failure::Custom(message.to_string())
    }
}
