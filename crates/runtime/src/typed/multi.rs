//! Several values at once: tuples, and [`Rest`] for as many as there are.

use super::convert::{FromLua, IntoLua, Mismatch};
use crate::state::State;
use crate::throw::LuaResult;

/// What can be pushed as several values: tuples of what converts, a single value, and `()` for none.
pub trait IntoLuaMulti {
    /// Pushes the values; returns how many. `[-0, +?, v]`
    fn into_lua_multi(self, state: &mut State) -> LuaResult<u32>;
}

/// What can be made of several values: tuples of what converts, a single value, and `()`. Values that are not asked
/// for are ignored.
pub trait FromLuaMulti: Sized {
    /// Takes the values from index `next` on, and moves `next` behind them. After a mismatch it stands at what did not
    /// fit. `[-0, +0, v]`
    fn from_lua_multi(state: &mut State, next: &mut i32) -> Result<Self, Mismatch>;
}

impl<T: IntoLua> IntoLuaMulti for T {
    #[inline]
    fn into_lua_multi(self, state: &mut State) -> LuaResult<u32> {
        self.push_results(state)
    }
}

impl<T: FromLua> FromLuaMulti for T {
    #[inline]
    fn from_lua_multi(state: &mut State, next: &mut i32) -> Result<T, Mismatch> {
        T::take_arguments(state, next)
    }
}

macro_rules! tuples {
    ($(($($T:ident)*))*) => {$(
        impl<$($T: IntoLua),*> IntoLuaMulti for ($($T,)*) {
            #[allow(non_snake_case, unused_variables)]
            #[inline]
            fn into_lua_multi(self, state: &mut State) -> LuaResult<u32> {
                let ($($T,)*) = self;
                Ok(0 $(+ $T.push_results(state)?)*)
            }
        }

        impl<$($T: FromLua),*> FromLuaMulti for ($($T,)*) {
            #[allow(unused_variables)]
            #[inline]
            fn from_lua_multi(state: &mut State, next: &mut i32) -> Result<Self, Mismatch> {
                Ok(($($T::take_arguments(state, next)?,)*))
            }
        }
    )*};
}

tuples! {
    ()
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E F)
    (A B C D E F G)
    (A B C D E F G H)
    (A B C D E F G H I)
    (A B C D E F G H I J)
    (A B C D E F G H I J K)
    (A B C D E F G H I J K L)
}

/// All values from here on, as the last parameter of a function or the last of its results.
///
/// ```
/// # use moonquakes_runtime::{Rest, State};
/// let state = &mut *State::new();
/// state.set_fn("sum", |Rest(numbers): Rest<f64>| numbers.iter().sum::<f64>())?;
/// assert_eq!(state.eval::<f64>("return sum(1, 2, 3.5)").unwrap(), 6.5);
/// # Ok::<(), moonquakes_runtime::Throw>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rest<T>(pub Vec<T>);

impl<T: IntoLua> IntoLua for Rest<T> {
    /// A sequence, where a single value is asked for.
    fn into_lua(self, state: &mut State) -> LuaResult {
        self.0.into_lua(state)
    }

    fn push_results(self, state: &mut State) -> LuaResult<u32> {
        let mut count = 0;
        for value in self.0 {
            state.push(value)?;
            count += 1;
        }
        Ok(count)
    }
}

impl<T: FromLua> FromLua for Rest<T> {
    fn from_lua(state: &mut State, index: i32) -> Result<Rest<T>, Mismatch> {
        Self::take_arguments(state, &mut state.abs_index(index))
    }

    fn take_arguments(state: &mut State, next: &mut i32) -> Result<Rest<T>, Mismatch> {
        let top = state.get_top();
        let mut values = Vec::new();
        while *next <= top {
            values.push(T::from_lua(state, *next)?);
            *next += 1;
        }
        Ok(Rest(values))
    }
}
