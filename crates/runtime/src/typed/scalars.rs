//! Booleans, numbers, strings, and `Option`.

use super::convert::{FromLua, IntoLua, Mismatch};
use crate::state::State;
use crate::throw::LuaResult;
use crate::value::NativeFunction;
use std::borrow::Cow;

/// What every value counts as in a condition.
impl FromLua for bool {
    #[inline]
    fn from_lua(state: &mut State, index: i32) -> Result<bool, Mismatch> {
        Ok(state.to_boolean(index))
    }
}

impl IntoLua for bool {
    #[inline]
    fn into_lua(self, state: &mut State) -> LuaResult {
        state.push_boolean(self)
    }
}

#[cold]
fn no_integer(state: &mut State, index: i32) -> Mismatch {
    if state.is_number(index) {
        Mismatch::Because("number has no integer representation".into())
    } else {
        Mismatch::expected(state, index, "number")
    }
}

#[cold]
fn out_of_range(integer: i64, type_name: &str) -> Mismatch {
    Mismatch::Because(format!("{integer} is out of range for {type_name}"))
}

macro_rules! integers {
    ($($t:ty $({ $($list:tt)* })?),*) => {$(
        impl FromLua for $t {
            #[inline]
            fn from_lua(state: &mut State, index: i32) -> Result<$t, Mismatch> {
                let Some(integer) = state.to_integer(index) else {
                    return Err(no_integer(state, index));
                };
                <$t>::try_from(integer).map_err(|_| out_of_range(integer, stringify!($t)))
            }
            $($($list)*)?
        }
    )*};
}

integers!(
    i8,
    i16,
    i32,
    i64,
    isize,
    u8 {
        fn list_from_lua(state: &mut State, index: i32) -> Result<Vec<u8>, Mismatch> {
            if !state.is_string(index) {
                return Err(Mismatch::expected(state, index, "string"));
            }
            Ok(state.to_bytes(index)?.unwrap_or_default().to_vec())
        }
    },
    u16,
    u32,
    u64,
    usize
);

macro_rules! integers_into {
    ($($t:ty),*) => {$(
        impl IntoLua for $t {
            #[inline]
            fn into_lua(self, state: &mut State) -> LuaResult {
                match i64::try_from(self) {
                    Ok(integer) => state.push_integer(integer),
                    Err(_) => Err(state.error_str(format_args!("{self} is out of range for an integer"))),
                }
            }
        }
    )*};
}

integers_into!(i8, i16, i32, i64, isize, u16, u32, u64, usize);

impl IntoLua for u8 {
    #[inline]
    fn into_lua(self, state: &mut State) -> LuaResult {
        state.push_integer(i64::from(self))
    }

    fn push_list<I: ExactSizeIterator<Item = u8>>(list: I, state: &mut State) -> LuaResult {
        let mut buffer = state.buffer();
        buffer.add_with(list.len(), |bytes| {
            for (to, from) in bytes.iter_mut().zip(list) {
                *to = from;
            }
        })?;
        buffer.push_result()
    }
}

macro_rules! floats {
    ($($t:ty),*) => {$(
        impl FromLua for $t {
            #[inline]
            fn from_lua(state: &mut State, index: i32) -> Result<$t, Mismatch> {
                match state.to_number(index) {
                    Some(number) => Ok(number as $t),
                    None => Err(Mismatch::expected(state, index, "number")),
                }
            }
        }

        impl IntoLua for $t {
            #[inline]
            fn into_lua(self, state: &mut State) -> LuaResult {
                state.push_number(self.into())
            }
        }
    )*};
}

floats!(f32, f64);

impl FromLua for String {
    fn from_lua(state: &mut State, index: i32) -> Result<String, Mismatch> {
        match String::from_utf8(Vec::from_lua(state, index)?) {
            Ok(text) => Ok(text),
            Err(_) => Err(Mismatch::Because("string is not valid UTF-8".into())),
        }
    }
}

impl FromLua for char {
    fn from_lua(state: &mut State, index: i32) -> Result<char, Mismatch> {
        let text = String::from_lua(state, index)?;
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(c),
            _ => Err(Mismatch::Because("single character expected".into())),
        }
    }
}

impl IntoLua for char {
    fn into_lua(self, state: &mut State) -> LuaResult {
        state.push_str(self.encode_utf8(&mut [0; 4]))
    }
}

macro_rules! texts {
    ($($t:ty),*) => {$(
        impl IntoLua for $t {
            #[inline]
            fn into_lua(self, state: &mut State) -> LuaResult {
                state.push_str(&self)
            }
        }
    )*};
}

texts!(&str, String, &String, Box<str>, Cow<'_, str>);

/// A string.
impl IntoLua for &[u8] {
    #[inline]
    fn into_lua(self, state: &mut State) -> LuaResult {
        state.push_bytes(self)
    }
}

/// A string.
impl<const N: usize> IntoLua for &[u8; N] {
    #[inline]
    fn into_lua(self, state: &mut State) -> LuaResult {
        state.push_bytes(self)
    }
}

impl IntoLua for NativeFunction {
    #[inline]
    fn into_lua(self, state: &mut State) -> LuaResult {
        state.push_function(self)
    }
}

/// `None` is nil.
impl<T: IntoLua> IntoLua for Option<T> {
    #[inline]
    fn into_lua(self, state: &mut State) -> LuaResult {
        match self {
            Some(value) => value.into_lua(state),
            None => state.push_nil(),
        }
    }
}

/// nil and a missing value are `None`.
impl<T: FromLua> FromLua for Option<T> {
    #[inline]
    fn from_lua(state: &mut State, index: i32) -> Result<Option<T>, Mismatch> {
        if state.is_none_or_nil(index) {
            Ok(None)
        } else {
            T::from_lua(state, index).map(Some)
        }
    }
}
