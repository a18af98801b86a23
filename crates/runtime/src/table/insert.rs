//! Adding keys.

use super::lookup::{get, get_int, main_position, node_by_bits};
use super::resize::rehash;
use super::{Node, Table};
use crate::debug;
use crate::heap;
use crate::number::{Rounding, float_to_integer};
use crate::string::LuaString;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::{Value, tag};
use core::ptr::null_mut;

/// `t[key] = value`, raw. The caller takes care of the barrier for the value and of the metamethod flags.
pub(crate) unsafe fn set(l: *mut Thread, t: *mut Table, key: Value, value: Value) -> LuaResult {
    finish_set(l, t, key, get(t, key), value)
}

/// `t[key] = value` for an integer key, raw; as [`set`].
pub(crate) unsafe fn set_int(l: *mut Thread, t: *mut Table, key: i64, value: Value) -> LuaResult {
    let slot = get_int(t, key);
    if (*slot).tag != tag::ABSENT_KEY {
        Value::set(slot.cast_mut(), value);
        return Ok(());
    }
    new_key(l, t, Value::integer(key), value)
}

/// Completes a write for which `slot` is what the lookup of the key gave.
pub(crate) unsafe fn finish_set(
    l: *mut Thread,
    t: *mut Table,
    key: Value,
    slot: *const Value,
    value: Value,
) -> LuaResult {
    if (*slot).tag != tag::ABSENT_KEY {
        Value::set(slot.cast_mut(), value);
        return Ok(());
    }
    new_key(l, t, key, value)
}

/// `t[key] = value` for a short string that the table does not have, raw; as [`set`].
#[inline(always)]
pub(crate) unsafe fn insert_field(
    l: *mut Thread,
    t: *mut Table,
    key: *mut LuaString,
    value: Value,
) -> LuaResult {
    let main = node_by_bits(t, (*key).hash);
    if !Node::is_empty(main) || Table::has_dummy_node(t) || value.is_nil() {
        return new_key(l, t, Value::string(key), value);
    }
    Node::set_key(main, Value::string(key));
    heap::barrier_back(l, t.cast(), Value::string(key));
    Value::set(Node::value(main), value);
    Ok(())
}

/// A node that no key uses, searched from the end down; null if there is none.
unsafe fn free_node(t: *mut Table) -> *mut Node {
    if !Table::has_dummy_node(t) {
        while (*t).last_free > 0 {
            (*t).last_free -= 1;
            let node = (*t).nodes.add((*t).last_free as usize);
            if (*node).key_tag == tag::NIL {
                return node;
            }
        }
    }
    null_mut()
}

/// Inserts a key that the table does not have.
#[inline(never)]
unsafe fn new_key(l: *mut Thread, t: *mut Table, key: Value, value: Value) -> LuaResult {
    let mut key = key;
    match key.tag {
        tag::FLOAT => {
            let x = key.as_float();
            if let Some(i) = float_to_integer(x, Rounding::Exact) {
                key = Value::integer(i);
            } else if x.is_nan() {
                return Err(debug::run_error(l, format_args!("table index is NaN")));
            }
        }
        tag::NIL | tag::EMPTY | tag::ABSENT_KEY => {
            return Err(debug::run_error(l, format_args!("table index is nil")));
        }
        _ => {}
    }
    if value.is_nil() {
        return Ok(());
    }
    let mut main = main_position(t, key);
    if !Node::is_empty(main) || Table::has_dummy_node(t) {
        let free = free_node(t);
        if free.is_null() {
            rehash(l, t, key)?;
            return set(l, t, key, value);
        }
        let other = main_position(t, Node::key(main));
        if other != main {
            // The colliding node is out of its main position: it moves to the free one.
            let mut previous = other;
            while previous.offset((*previous).next as isize) != main {
                previous = previous.offset((*previous).next as isize);
            }
            (*previous).next = free.offset_from(previous) as i32;
            *free = *main;
            if (*main).next != 0 {
                (*free).next += main.offset_from(free) as i32;
                (*main).next = 0;
            }
            Value::set(Node::value(main), Value::EMPTY);
        } else {
            // The colliding node is at home: the new key goes to the free one.
            (*free).next = match (*main).next {
                0 => 0,
                next => main.offset(next as isize).offset_from(free) as i32,
            };
            (*main).next = free.offset_from(main) as i32;
            main = free;
        }
    }
    Node::set_key(main, key);
    heap::barrier_back(l, t.cast(), key);
    Value::set(Node::value(main), value);
    Ok(())
}
