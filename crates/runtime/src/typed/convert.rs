//! The two conversions, and the functions of [`State`] that apply them.

use super::multi::{FromLuaMulti, IntoLuaMulti};
use crate::state::State;
use crate::throw::{LuaResult, Throw};

/// A type whose values can be pushed as one Lua value.
pub trait IntoLua: Sized {
    /// Pushes the value. `[-0, +1, v]`
    fn into_lua(self, state: &mut State) -> LuaResult;

    /// Pushes the value as one of several; returns how many it became.
    #[doc(hidden)]
    fn push_results(self, state: &mut State) -> LuaResult<u32> {
        self.into_lua(state).map(|()| 1)
    }

    /// Pushes a list of such values: a sequence, but a string for bytes.
    #[doc(hidden)]
    fn push_list<I: ExactSizeIterator<Item = Self>>(list: I, state: &mut State) -> LuaResult {
        super::collections::push_sequence(list, state)
    }
}

/// A type whose values can be made from one Lua value.
pub trait FromLua: Sized {
    /// Makes a Rust value of the one at `index`, which stays there. `[-0, +0, v]`
    fn from_lua(state: &mut State, index: i32) -> Result<Self, Mismatch>;

    /// Takes the value, or values, from index `next` on, and moves `next` behind them. After a mismatch it stands at
    /// what did not fit.
    #[doc(hidden)]
    fn take_arguments(state: &mut State, next: &mut i32) -> Result<Self, Mismatch> {
        let value = Self::from_lua(state, *next)?;
        *next += 1;
        Ok(value)
    }

    /// Makes a list of such values: from a sequence, but from a string for bytes.
    #[doc(hidden)]
    fn list_from_lua(state: &mut State, index: i32) -> Result<Vec<Self>, Mismatch> {
        super::collections::read_sequence(state, index)
    }
}

/// Why a value could not be converted.
#[derive(Debug)]
pub enum Mismatch {
    /// An error was raised meanwhile; its value is on the stack.
    Raised(Throw),
    /// The value does not fit, for the reason given.
    Because(String),
}

impl From<Throw> for Mismatch {
    fn from(throw: Throw) -> Mismatch {
        Mismatch::Raised(throw)
    }
}

impl Mismatch {
    /// The mismatch "`expected` expected, got …", with the type of the value at `index`.
    pub fn expected(state: &mut State, index: i32, expected: &str) -> Mismatch {
        match state.type_name_of(index) {
            Ok(actual) => {
                let actual = String::from_utf8_lossy(&actual);
                Mismatch::Because(format!("{expected} expected, got {actual}"))
            }
            Err(throw) => Mismatch::Raised(throw),
        }
    }

    /// The same mismatch, found in a part of the value.
    pub(super) fn within(self, part: impl core::fmt::Display) -> Mismatch {
        match self {
            Mismatch::Because(reason) => Mismatch::Because(format!("{reason} ({part})")),
            raised => raised,
        }
    }

    /// Raises it as an error about argument `argument` of the running function.
    #[cold]
    pub fn into_argument_error(self, state: &mut State, argument: i32) -> Throw {
        match self {
            Mismatch::Raised(throw) => throw,
            Mismatch::Because(reason) => state.arg_error(argument, reason),
        }
    }

    /// Raises it as an error.
    #[cold]
    pub fn into_error(self, state: &mut State) -> Throw {
        match self {
            Mismatch::Raised(throw) => throw,
            Mismatch::Because(reason) => state.error_str(reason),
        }
    }
}

impl State {
    /// Pushes a Rust value. `[-0, +1, v]`
    ///
    /// ```
    /// # use moonquakes_runtime::State;
    /// let state = &mut *State::new();
    /// state.push("text")?;
    /// state.push(vec![1, 2, 3])?;
    /// state.push(Some(2.5))?;
    /// assert_eq!(state.to::<Vec<i32>>(2)?, [1, 2, 3]);
    /// # Ok::<(), moonquakes_runtime::Throw>(())
    /// ```
    #[inline]
    pub fn push<T: IntoLua>(&mut self, value: T) -> LuaResult {
        value.into_lua(self)
    }

    /// Pushes the values of a tuple (or a single one); returns how many. `[-0, +?, v]`
    #[inline]
    pub fn push_multi<T: IntoLuaMulti>(&mut self, values: T) -> LuaResult<u32> {
        values.into_lua_multi(self)
    }

    /// The value at `index` as a Rust value. `[-0, +0, v]`
    #[inline]
    pub fn to<T: FromLua>(&mut self, index: i32) -> LuaResult<T> {
        match T::from_lua(self, index) {
            Ok(value) => Ok(value),
            Err(mismatch) => Err(mismatch.into_error(self)),
        }
    }

    /// Pops a value and gives it as a Rust value. `[-1, +0, v]`
    #[inline]
    pub fn pop_to<T: FromLua>(&mut self) -> LuaResult<T> {
        let value = self.to(-1)?;
        self.pop(1);
        Ok(value)
    }

    /// An argument of the running function as a Rust value. `[-0, +0, v]`
    #[inline]
    pub fn check<T: FromLua>(&mut self, argument: i32) -> LuaResult<T> {
        match T::from_lua(self, argument) {
            Ok(value) => Ok(value),
            Err(mismatch) => Err(mismatch.into_argument_error(self, argument)),
        }
    }

    /// The values from index `first` on as a tuple (or a single one): the arguments of the running function.
    /// `[-0, +0, v]`
    #[inline]
    pub fn check_multi<T: FromLuaMulti>(&mut self, first: i32) -> LuaResult<T> {
        let mut next = first;
        match T::from_lua_multi(self, &mut next) {
            Ok(values) => Ok(values),
            Err(mismatch) => Err(mismatch.into_argument_error(self, next)),
        }
    }

    /// Makes a Rust value the global variable `name`. `[-0, +0, e]`
    pub fn set<T: IntoLua>(&mut self, name: &str, value: T) -> LuaResult {
        self.push(value)?;
        self.set_global(name)
    }

    /// The global variable `name` as a Rust value. `[-0, +0, e]`
    pub fn get<T: FromLua>(&mut self, name: &str) -> LuaResult<T> {
        self.get_global(name)?;
        match T::from_lua(self, -1) {
            Ok(value) => {
                self.pop(1);
                Ok(value)
            }
            Err(mismatch) => Err(mismatch.within(format_args!("global '{name}'")).into_error(self)),
        }
    }
}
