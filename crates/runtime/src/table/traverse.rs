//! Traversal and length.

use super::lookup::{get_generic, get_int};
use super::{Node, Table};
use crate::debug;
use crate::limits;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::{Value, tag};

/// The place after a key in the order of traversal: array slots first, then nodes. `None` for a key that the table
/// never had.
unsafe fn place_after(t: *const Table, key: Value) -> Option<usize> {
    if key.is_nil() {
        return Some(0);
    }
    let array_size = (*t).array_size as usize;
    if key.is_integer() {
        let index = key.as_integer();
        if (index as u64).wrapping_sub(1) < array_size as u64 {
            return Some(index as usize);
        }
    }
    let slot = get_generic(t, key, true);
    if (*slot).tag == tag::ABSENT_KEY {
        return None;
    }
    let node = slot.cast::<Node>().offset_from((*t).nodes) as usize;
    Some(array_size + node + 1)
}

/// Advances a traversal: replaces the key in `slot` by the next one and stores its value above; `false` at the end.
pub(crate) unsafe fn next(l: *mut Thread, t: *mut Table, slot: *mut Value) -> LuaResult<bool> {
    let Some(start) = place_after(t, Value::get(slot)) else {
        return Err(debug::run_error(l, format_args!("invalid key to 'next'")));
    };
    let array_size = (*t).array_size as usize;
    let skipped = |place: usize| limits::note((*l).global, (place - start) as u64 / 8);
    for i in start..array_size {
        let value = (*t).array.add(i);
        if !(*value).is_nil() {
            skipped(i);
            Value::set_integer(slot, i as i64 + 1);
            Value::copy(slot.add(1), value);
            return Ok(true);
        }
    }
    for i in start.max(array_size) - array_size..Table::node_count(t) {
        let node = (*t).nodes.add(i);
        if !Node::is_empty(node) {
            skipped(array_size + i);
            Value::set(slot, Node::key(node));
            Value::copy(slot.add(1), Node::value(node));
            return Ok(true);
        }
    }
    skipped(array_size + Table::node_count(t));
    Ok(false)
}

/// A border: a key whose value is not nil while the next one's is (manual, §3.4.7); 0 if the first is nil.
///
/// The border found last is tried first, so that a table used as a stack answers in constant time; in a new array, its
/// end. So a constructor counts the nils before its last value, as in the reference.
#[inline]
pub(crate) unsafe fn border(t: *mut Table) -> u64 {
    let size = (*t).array_size;
    if size > 0 {
        let filled = |n: u32| n == 0 || !(*(*t).array.add(n as usize - 1)).is_nil();
        let hint = *Table::border_hint(t);
        if filled(hint) {
            if hint < size && !filled(hint + 1) {
                return hint as u64;
            }
            if hint + 1 < size && !filled(hint + 2) {
                *Table::border_hint(t) = hint + 1;
                return hint as u64 + 1;
            }
        } else if filled(hint - 1) {
            *Table::border_hint(t) = hint - 1;
            return hint as u64 - 1;
        }
        if !filled(hint) || !filled(size) {
            // A border lies inside the array.
            let (mut low, mut high) = if filled(hint) { (hint, size) } else { (0, hint) };
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                if filled(middle) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            // One far below the end may be a hole in an array that is being filled.
            if size.is_power_of_two() && low > size / 2 {
                *Table::border_hint(t) = low;
            }
            return low as u64;
        }
        *Table::border_hint(t) = size;
    }
    if Table::has_dummy_node(t) || (*get_int(t, size as i64 + 1)).is_nil() {
        return size as u64;
    }
    search_nodes(t, size as u64)
}

/// A border beyond `present`, whose successor is there: doubles until a key is missing, then halves.
#[cold]
unsafe fn search_nodes(t: *mut Table, present: u64) -> u64 {
    let filled = |n: u64| !(*get_int(t, n as i64)).is_nil();
    let mut low = present + 1;
    let mut high = low.max(1);
    while filled(high) {
        low = high;
        if high > i64::MAX as u64 / 2 {
            if filled(i64::MAX as u64) {
                return i64::MAX as u64;
            }
            high = i64::MAX as u64;
            break;
        }
        high *= 2;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if filled(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}
