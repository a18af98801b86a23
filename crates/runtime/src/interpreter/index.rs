//! Reading and writing fields, with `__index` and `__newindex`.

use crate::debug;
use crate::heap;
use crate::limits;
use crate::metamethod::{self, Event};
use crate::table;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::Value;

/// Longest chain of metamethods that are tables.
const MAX_CHAIN: usize = 2000;

/// `object[key]`, to the stack slot `result`.
#[inline(never)]
pub(crate) unsafe fn get(l: *mut Thread, object: *const Value, key: Value, result: *mut Value) -> LuaResult {
    let mut object = object;
    let mut link;
    for _ in 0..MAX_CHAIN {
        let method = if (*object).is_table() {
            let t = (*object).as_table();
            let slot = table::get(t, key);
            if !(*slot).is_nil() {
                Value::copy(result, slot);
                return Ok(());
            }
            let method = metamethod::fast_get((*l).global, (*t).metatable, Event::Index);
            if method.is_null() {
                Value::set_nil(result);
                return Ok(());
            }
            Value::get(method)
        } else {
            let method = metamethod::get_by_object(l, object, Event::Index);
            if method.is_nil() {
                return Err(debug::type_error(l, object, "index"));
            }
            method
        };
        if method.is_function() {
            return metamethod::call_result(l, method, object, &raw const key, result);
        }
        limits::note((*l).global, 1);
        link = method;
        object = &raw const link;
    }
    Err(debug::run_error(
        l,
        format_args!("'__index' chain too long; possible loop"),
    ))
}

/// `object[key] = value`
#[inline(never)]
pub(crate) unsafe fn set(l: *mut Thread, object: *const Value, key: Value, value: Value) -> LuaResult {
    let mut object = object;
    let mut link;
    for _ in 0..MAX_CHAIN {
        let method = if (*object).is_table() {
            let t = (*object).as_table();
            let slot = table::get(t, key);
            if !(*slot).is_nil() {
                Value::set(slot.cast_mut(), value);
                heap::barrier_back(l, t.cast(), value);
                return Ok(());
            }
            let method = metamethod::fast_get((*l).global, (*t).metatable, Event::NewIndex);
            if method.is_null() {
                // A table that only a weak metatable refers to must live through the allocation.
                Thread::push(l, Value::table(t));
                table::finish_set(l, t, key, slot, value)?;
                (*l).top = (*l).top.sub(1);
                (*t).flags = 0;
                heap::barrier_back(l, t.cast(), value);
                return Ok(());
            }
            Value::get(method)
        } else {
            let method = metamethod::get_by_object(l, object, Event::NewIndex);
            if method.is_nil() {
                return Err(debug::type_error(l, object, "index"));
            }
            method
        };
        if method.is_function() {
            return metamethod::call(l, method, object, &raw const key, &raw const value);
        }
        limits::note((*l).global, 1);
        link = method;
        object = &raw const link;
    }
    Err(debug::run_error(
        l,
        format_args!("'__newindex' chain too long; possible loop"),
    ))
}
