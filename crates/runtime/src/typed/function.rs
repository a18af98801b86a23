//! Closures as Lua functions.

use super::convert::FromLua;
use super::error::Raise;
use super::multi::IntoLuaMulti;
use crate::state::{State, upvalue_index};
use crate::throw::LuaResult;
use core::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a closure may return: what converts, or a `Result` whose error is raised.
pub trait IntoResults {
    /// Pushes the results; returns how many. `[-0, +?, v]`
    fn into_results(self, state: &mut State) -> LuaResult<u32>;
}

impl<T: IntoLuaMulti> IntoResults for T {
    #[inline]
    fn into_results(self, state: &mut State) -> LuaResult<u32> {
        self.into_lua_multi(state)
    }
}

impl<T: IntoLuaMulti, E: Raise> IntoResults for Result<T, E> {
    #[inline]
    fn into_results(self, state: &mut State) -> LuaResult<u32> {
        match self {
            Ok(values) => values.into_lua_multi(state),
            Err(error) => Err(error.raise(state)),
        }
    }
}

/// A Rust function that Lua can call: up to ten parameters of types that convert, before them the state if it wants it.
///
/// `M` only tells the forms apart; it is inferred.
pub trait LuaFn<M>: Send + 'static {
    /// Calls it with the arguments on the stack; returns how many results it pushed.
    fn call(&self, state: &mut State) -> LuaResult<u32>;
}

/// Takes the state.
pub struct WithState;

/// Takes the next argument.
#[inline]
pub(super) fn argument<T: FromLua>(state: &mut State, next: &mut i32) -> LuaResult<T> {
    match T::take_arguments(state, next) {
        Ok(value) => Ok(value),
        Err(mismatch) => Err(mismatch.into_argument_error(state, *next)),
    }
}

macro_rules! functions {
    ($(($($A:ident)*))*) => {$(
        impl<F, R, $($A),*> LuaFn<fn($($A),*) -> R> for F
        where
            F: Fn($($A),*) -> R + Send + 'static,
            R: IntoResults,
            $($A: FromLua,)*
        {
            #[allow(non_snake_case, unused_mut, unused_variables)]
            #[inline]
            fn call(&self, state: &mut State) -> LuaResult<u32> {
                let mut next = 1;
                $(let $A = argument::<$A>(state, &mut next)?;)*
                self($($A),*).into_results(state)
            }
        }

        impl<F, R, $($A),*> LuaFn<(WithState, fn($($A),*) -> R)> for F
        where
            F: Fn(&mut State, $($A),*) -> R + Send + 'static,
            R: IntoResults,
            $($A: FromLua,)*
        {
            #[allow(non_snake_case, unused_mut, unused_variables)]
            #[inline]
            fn call(&self, state: &mut State) -> LuaResult<u32> {
                let mut next = 1;
                $(let $A = argument::<$A>(state, &mut next)?;)*
                self(state, $($A),*).into_results(state)
            }
        }
    )*};
}

functions! {
    ()
    (A)
    (A B)
    (A B C)
    (A B C D)
    (A B C D E)
    (A B C D E G)
    (A B C D E G H)
    (A B C D E G H I)
    (A B C D E G H I J)
    (A B C D E G H I J K)
}

impl State {
    /// Pushes a Rust closure as a function. Arguments are checked and converted, results converted, errors raised;
    /// a panic becomes an error, too. `[-0, +1, m]`
    ///
    /// ```
    /// # use moonquakes_runtime::State;
    /// let state = &mut *State::new();
    /// state.push_fn(|a: i64, b: Option<i64>| a + b.unwrap_or(1))?;
    /// state.set_global("add")?;
    /// state.push_fn(|state: &mut State, text: String| {
    ///     let top = state.get_top();
    ///     text.parse::<u16>().map(|port| (port, top))
    /// })?;
    /// state.set_global("port")?;
    /// assert_eq!(state.eval::<i64>("return add(2, 3) + add(4)").unwrap(), 10);
    /// assert_eq!(state.eval::<(u16, i32)>("return port('80', nil)").unwrap(), (80, 2));
    /// let error = state.eval::<u16>("return port('http')").unwrap_err();
    /// assert_eq!(error.to_string(), "invalid digit found in string");
    /// # Ok::<(), moonquakes_runtime::Throw>(())
    /// ```
    pub fn push_fn<M: 'static, F: LuaFn<M>>(&mut self, f: F) -> LuaResult {
        self.new_userdata(f, 0)?;
        self.push_closure(trampoline::<M, F>, 1)
    }

    /// Makes a Rust closure a function in the global variable `name`. `[-0, +0, e]`
    pub fn set_fn<M: 'static, F: LuaFn<M>>(&mut self, name: &str, f: F) -> LuaResult {
        self.push_fn(f)?;
        self.set_global(name)
    }
}

/// Calls the closure in the first upvalue.
fn trampoline<M: 'static, F: LuaFn<M>>(state: &mut State) -> LuaResult<u32> {
    catch_panics(state, |state| with_upvalue(state, |state, f: &F| f.call(state)))
}

/// Lends the first upvalue of the running function.
#[inline]
pub(super) fn with_upvalue<F: Any + Send>(
    state: &mut State,
    call: impl FnOnce(&mut State, &F) -> LuaResult<u32>,
) -> LuaResult<u32> {
    match state.with_userdata(upvalue_index(1), call)? {
        Some(count) => Ok(count),
        None => Err(state.error_str("the function has lost its closure")),
    }
}

/// Turns a panic into an error.
#[inline]
pub(super) fn catch_panics(
    state: &mut State,
    f: impl FnOnce(&mut State) -> LuaResult<u32>,
) -> LuaResult<u32> {
    // What a panic can leave half done is the closure's own; a loan of it ends in its destructor.
    match catch_unwind(AssertUnwindSafe(|| f(state))) {
        Ok(result) => result,
        Err(payload) => Err(state.raise_panic(payload)),
    }
}
