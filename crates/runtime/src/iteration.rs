//! The functions that generic `for` knows: a loop over one of them runs without calls.

use crate::state::State;
use crate::throw::LuaResult;
use crate::value::{NativeFunction, Type, Value, tag};

/// The function `next` of the basic library, which `pairs` returns: from a table and a key to the key after it and its
/// value, or nil at the end.
pub fn next(state: &mut State) -> LuaResult<u32> {
    state.check_type(1, Type::Table)?;
    state.set_top(2)?;
    if state.next(1)? {
        return Ok(2);
    }
    state.push_nil()?;
    Ok(1)
}

/// The function that `ipairs` returns: from a value and an integer to the integer after it and what the value has
/// there, or nil when that is nil.
pub fn ipairs_step(state: &mut State) -> LuaResult<u32> {
    let i = state.check_integer(2)?.wrapping_add(1);
    state.push_integer(i)?;
    Ok(if state.get_i(1, i)? == Type::Nil { 1 } else { 2 })
}

/// Whether a value is that function. Should the linker have merged it with another one, they do the same.
#[inline(always)]
pub(crate) fn is_function(v: Value, function: NativeFunction) -> bool {
    v.tag == tag::LIGHT_FUNCTION && v.payload == Value::light_function(function).payload
}
