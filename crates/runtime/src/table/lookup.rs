//! Finding a key. A lookup returns a pointer to the value's slot, or to a shared absent value; never null.

use super::{Node, Table, absent};
use crate::number::{Rounding, float_to_integer};
use crate::string::{self, LuaString};
use crate::value::{Value, tag};

/// Nodes are picked by the low bits of a hash that is spread well.
#[inline(always)]
pub(super) unsafe fn node_by_bits(t: *const Table, hash: u32) -> *mut Node {
    (*t).nodes.add((hash & (*t).node_mask) as usize)
}

/// Keys that tend to share low bits are reduced by an odd number.
#[inline(always)]
unsafe fn node_by_remainder(t: *const Table, hash: u32) -> *mut Node {
    let divisor = (*t).node_mask | 1;
    (*t).nodes.add((hash % divisor) as usize)
}

#[inline(always)]
pub(super) unsafe fn node_of_integer(t: *const Table, key: i64) -> *mut Node {
    let key = key as u64;
    if key <= i32::MAX as u64 {
        return node_by_remainder(t, key as u32);
    }
    let divisor = ((*t).node_mask | 1) as u64;
    (*t).nodes.add((key % divisor) as usize)
}

/// The sum of exponent and mantissa, this one as a fraction of 2^31 that lost its own fraction. As in the reference, so
/// that traversals meet numbers in the same order.
fn hash_float(x: f64) -> u32 {
    const MANTISSA_BITS: u32 = 52;
    const EXPONENT_OF_HALF: i32 = 1022;
    if !x.is_finite() {
        return 0;
    }
    // A subnormal number is made normal first.
    let (bits, scale) = match x.to_bits() >> MANTISSA_BITS & 0x7ff {
        0 => ((x * 2f64.powi(54)).to_bits(), 54),
        _ => (x.to_bits(), 0),
    };
    let exponent = (bits >> MANTISSA_BITS & 0x7ff) as i32 - EXPONENT_OF_HALF - scale;
    let mantissa = bits & ((1 << MANTISSA_BITS) - 1) | 1 << MANTISSA_BITS;
    let fraction = (mantissa >> (MANTISSA_BITS + 1 - 31)) as u32;
    let signed = if x < 0.0 {
        fraction.wrapping_neg()
    } else {
        fraction
    };
    let sum = signed.wrapping_add(exponent as u32);
    if sum <= i32::MAX as u32 { sum } else { !sum }
}

/// The node where a key belongs.
pub(super) unsafe fn main_position(t: *const Table, key: Value) -> *mut Node {
    match key.tag {
        tag::INTEGER => node_of_integer(t, key.as_integer()),
        tag::FLOAT => node_by_remainder(t, hash_float(key.as_float())),
        tag::SHORT_STRING => node_by_bits(t, (*key.as_string()).hash),
        tag::LONG_STRING => node_by_bits(t, string::hash_of(key.as_string())),
        tag::FALSE => node_by_bits(t, 0),
        tag::TRUE => node_by_bits(t, 1),
        // The low bits of addresses are all the same.
        _ => node_by_remainder(t, (key.payload >> 4) as u32 & i32::MAX as u32),
    }
}

/// Follows the chain from `node` to one that `is_key` accepts.
#[inline(always)]
unsafe fn search(node: *mut Node, is_key: impl Fn(*mut Node) -> bool) -> *const Value {
    let mut node = node;
    loop {
        if is_key(node) {
            return Node::value(node);
        }
        let next = (*node).next;
        if next == 0 {
            return absent();
        }
        node = node.offset(next as isize);
    }
}

/// The slot of an integer key.
#[inline]
pub(crate) unsafe fn get_int(t: *const Table, key: i64) -> *const Value {
    let offset = (key as u64).wrapping_sub(1);
    if offset < (*t).array_size as u64 {
        return (*t).array.add(offset as usize);
    }
    search(node_of_integer(t, key), |node| {
        (*node).key_tag == tag::INTEGER && (*node).key == key as u64
    })
}

/// The slot of an interned string.
#[inline(always)]
pub(crate) unsafe fn get_short_str(t: *const Table, key: *mut LuaString) -> *const Value {
    get_hashed(t, key, (*key).hash)
}

/// [`get_short_str`] for who has the hash at hand.
#[inline(always)]
pub(crate) unsafe fn get_hashed(t: *const Table, key: *mut LuaString, hash: u32) -> *const Value {
    let address = key.addr() as u64;
    search(node_by_bits(t, hash), |node| {
        (*node).key == address && (*node).key_tag == tag::SHORT_STRING
    })
}

/// The slot of a string.
#[inline]
pub(crate) unsafe fn get_str(t: *const Table, key: *mut LuaString) -> *const Value {
    if (*key).header.tag == tag::SHORT_STRING {
        get_short_str(t, key)
    } else {
        get_generic(t, Value::string(key), false)
    }
}

/// The slot of any key.
pub(crate) unsafe fn get(t: *const Table, key: Value) -> *const Value {
    match key.tag {
        tag::SHORT_STRING => get_short_str(t, key.as_string()),
        tag::INTEGER => get_int(t, key.as_integer()),
        tag::NIL | tag::EMPTY | tag::ABSENT_KEY => absent(),
        tag::FLOAT => match float_to_integer(key.as_float(), Rounding::Exact) {
            Some(key) => get_int(t, key),
            None => get_generic(t, key, false),
        },
        _ => get_generic(t, key, false),
    }
}

/// The slot of a key that is no integer; with `dead_too`, dead keys count as the objects that they were.
pub(super) unsafe fn get_generic(t: *const Table, key: Value, dead_too: bool) -> *const Value {
    search(main_position(t, key), |node| is_same_key(node, key, dead_too))
}

unsafe fn is_same_key(node: *const Node, key: Value, dead_too: bool) -> bool {
    if (*node).key_tag != key.tag {
        return dead_too
            && (*node).key_tag == tag::DEAD_KEY
            && key.is_collectable()
            && (*node).key == key.payload;
    }
    match key.tag {
        tag::NIL | tag::FALSE | tag::TRUE => true,
        tag::FLOAT => Node::key(node).as_float() == key.as_float(),
        tag::LONG_STRING => string::equal(Node::key(node).as_string(), key.as_string()),
        _ => (*node).key == key.payload,
    }
}
