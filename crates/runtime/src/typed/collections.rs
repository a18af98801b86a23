//! Lists and maps: tables.
//!
//! Tables are read without metamethods. A list has what a sequence has up to its first nil.

use super::convert::{FromLua, IntoLua, Mismatch};
use crate::state::State;
use crate::throw::LuaResult;
use crate::value::Type;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

pub(super) fn push_sequence<T: IntoLua>(
    list: impl ExactSizeIterator<Item = T>,
    state: &mut State,
) -> LuaResult {
    state.create_table(i32::try_from(list.len()).unwrap_or(0), 0)?;
    for (n, value) in (1..).zip(list) {
        state.push(value)?;
        state.raw_set_i(-2, n)?;
    }
    Ok(())
}

pub(super) fn read_sequence<T: FromLua>(state: &mut State, index: i32) -> Result<Vec<T>, Mismatch> {
    check_table(state, index)?;
    let index = state.abs_index(index);
    let mut list = Vec::new();
    for n in 1.. {
        if state.raw_get_i(index, n)? == Type::Nil {
            state.pop(1);
            break;
        }
        let value =
            T::from_lua(state, -1).map_err(|mismatch| mismatch.within(format_args!("at index {n}")))?;
        list.push(value);
        state.pop(1);
    }
    Ok(list)
}

fn check_table(state: &mut State, index: i32) -> Result<(), Mismatch> {
    if state.is_table(index) {
        Ok(())
    } else {
        Err(Mismatch::expected(state, index, "table"))
    }
}

/// A sequence; a string for bytes.
impl<T: IntoLua> IntoLua for Vec<T> {
    fn into_lua(self, state: &mut State) -> LuaResult {
        T::push_list(self.into_iter(), state)
    }
}

/// From a sequence; from a string for bytes.
impl<T: FromLua> FromLua for Vec<T> {
    fn from_lua(state: &mut State, index: i32) -> Result<Vec<T>, Mismatch> {
        T::list_from_lua(state, index)
    }
}

/// A sequence; a string for bytes.
impl<T: IntoLua, const N: usize> IntoLua for [T; N] {
    fn into_lua(self, state: &mut State) -> LuaResult {
        T::push_list(self.into_iter(), state)
    }
}

/// From a sequence of just so many values; from a string for bytes.
impl<T: FromLua, const N: usize> FromLua for [T; N] {
    fn from_lua(state: &mut State, index: i32) -> Result<[T; N], Mismatch> {
        let list = T::list_from_lua(state, index)?;
        let length = list.len();
        list.try_into()
            .map_err(|_| Mismatch::Because(format!("{N} values expected, got {length}")))
    }
}

fn push_map<K: IntoLua, V: IntoLua>(
    map: impl ExactSizeIterator<Item = (K, V)>,
    state: &mut State,
) -> LuaResult {
    state.create_table(0, i32::try_from(map.len()).unwrap_or(0))?;
    for (key, value) in map {
        state.push(key)?;
        state.push(value)?;
        state.raw_set(-3)?;
    }
    Ok(())
}

fn read_map<K: FromLua, V: FromLua>(
    state: &mut State,
    index: i32,
    mut insert: impl FnMut(K, V),
) -> Result<(), Mismatch> {
    check_table(state, index)?;
    let index = state.abs_index(index);
    state.push_nil()?;
    while state.next(index)? {
        // A copy of the key, as a conversion may turn a number on the stack into a string.
        state.push_value(-2)?;
        let key = K::from_lua(state, -1).map_err(|mismatch| mismatch.within("as a key"))?;
        let value = V::from_lua(state, -2).map_err(|mismatch| mismatch.within("as a value"))?;
        insert(key, value);
        state.pop(2);
    }
    Ok(())
}

impl<K: IntoLua, V: IntoLua, S> IntoLua for HashMap<K, V, S> {
    fn into_lua(self, state: &mut State) -> LuaResult {
        push_map(self.into_iter(), state)
    }
}

impl<K: FromLua + Eq + Hash, V: FromLua, S: BuildHasher + Default> FromLua for HashMap<K, V, S> {
    fn from_lua(state: &mut State, index: i32) -> Result<Self, Mismatch> {
        let mut map = HashMap::default();
        read_map(state, index, |key, value| drop(map.insert(key, value)))?;
        Ok(map)
    }
}

impl<K: IntoLua, V: IntoLua> IntoLua for BTreeMap<K, V> {
    fn into_lua(self, state: &mut State) -> LuaResult {
        push_map(self.into_iter(), state)
    }
}

impl<K: FromLua + Ord, V: FromLua> FromLua for BTreeMap<K, V> {
    fn from_lua(state: &mut State, index: i32) -> Result<Self, Mismatch> {
        let mut map = BTreeMap::new();
        read_map(state, index, |key, value| drop(map.insert(key, value)))?;
        Ok(map)
    }
}
