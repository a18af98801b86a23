//! Equality and order.

use crate::metamethod::{self, Event};
use crate::number::{Rounding, float_to_integer};
use crate::string;
use crate::table::Table;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::{Value, tag};
use core::cmp::Ordering;

/// Equality without metamethods.
pub(crate) unsafe fn raw_equal(a: *const Value, b: *const Value) -> bool {
    if (*a).tag != (*b).tag {
        return match ((*a).tag, (*b).tag) {
            (tag::INTEGER, tag::FLOAT) => integer_equals_float((*a).as_integer(), (*b).as_float()),
            (tag::FLOAT, tag::INTEGER) => integer_equals_float((*b).as_integer(), (*a).as_float()),
            _ => false,
        };
    }
    match (*a).tag {
        tag::NIL | tag::FALSE | tag::TRUE => true,
        tag::FLOAT => (*a).as_float() == (*b).as_float(),
        tag::LONG_STRING => string::equal((*a).as_string(), (*b).as_string()),
        _ => (*a).payload == (*b).payload,
    }
}

fn integer_equals_float(i: i64, f: f64) -> bool {
    float_to_integer(f, Rounding::Exact) == Some(i)
}

/// Equality with the `__eq` metamethod, which two different tables or two different userdata may have.
pub(crate) unsafe fn equal(l: *mut Thread, a: *const Value, b: *const Value) -> LuaResult<bool> {
    if (*a).tag != (*b).tag || (*a).payload == (*b).payload {
        return Ok(raw_equal(a, b));
    }
    let (first, second): (*mut Table, *mut Table) = match (*a).tag {
        tag::TABLE => ((*(*a).as_table()).metatable, (*(*b).as_table()).metatable),
        tag::USERDATA => ((*(*a).as_userdata()).metatable, (*(*b).as_userdata()).metatable),
        _ => return Ok(raw_equal(a, b)),
    };
    let g = (*l).global;
    let mut method = metamethod::fast_get(g, first, Event::Eq);
    if method.is_null() {
        method = metamethod::fast_get(g, second, Event::Eq);
    }
    if method.is_null() {
        return Ok(false);
    }
    metamethod::call_result(l, *method, a, b, (*l).top)?;
    Ok(!(*(*l).top).is_false())
}

/// `a < b`
#[inline(never)]
pub(crate) unsafe fn less_than(l: *mut Thread, a: *const Value, b: *const Value) -> LuaResult<bool> {
    if (*a).is_number() && (*b).is_number() {
        Ok(number_less_than(*a, *b))
    } else if (*a).is_string() && (*b).is_string() {
        Ok(compare_strings(a, b) == Ordering::Less)
    } else {
        metamethod::call_order(l, a, b, Event::Lt)
    }
}

/// `a <= b`
#[inline(never)]
pub(crate) unsafe fn less_equal(l: *mut Thread, a: *const Value, b: *const Value) -> LuaResult<bool> {
    if (*a).is_number() && (*b).is_number() {
        Ok(number_less_equal(*a, *b))
    } else if (*a).is_string() && (*b).is_string() {
        Ok(compare_strings(a, b) != Ordering::Greater)
    } else {
        metamethod::call_order(l, a, b, Event::Le)
    }
}

/// Order of two strings: byte by byte, as `strcoll` has it in the C locale.
unsafe fn compare_strings(a: *const Value, b: *const Value) -> Ordering {
    string::bytes((*a).as_string()).cmp(string::bytes((*b).as_string()))
}

/// Whether every integer up to `i` in magnitude is a float too, so that the comparison may be made in floats.
const fn fits_float(i: i64) -> bool {
    i.unsigned_abs() <= 1 << 53
}

fn number_less_than(a: Value, b: Value) -> bool {
    match (a.is_integer(), b.is_integer()) {
        (true, true) => a.as_integer() < b.as_integer(),
        (false, false) => a.as_float() < b.as_float(),
        (true, false) => integer_less_than_float(a.as_integer(), b.as_float()),
        (false, true) => float_less_than_integer(a.as_float(), b.as_integer()),
    }
}

fn number_less_equal(a: Value, b: Value) -> bool {
    match (a.is_integer(), b.is_integer()) {
        (true, true) => a.as_integer() <= b.as_integer(),
        (false, false) => a.as_float() <= b.as_float(),
        (true, false) => {
            let (i, f) = (a.as_integer(), b.as_float());
            if fits_float(i) {
                return i as f64 <= f;
            }
            match float_to_integer(f, Rounding::Floor) {
                Some(floor) => i <= floor,
                None => f > 0.0,
            }
        }
        (false, true) => {
            let (f, i) = (a.as_float(), b.as_integer());
            if fits_float(i) {
                return f <= i as f64;
            }
            match float_to_integer(f, Rounding::Ceil) {
                Some(ceil) => ceil <= i,
                None => f < 0.0,
            }
        }
    }
}

fn integer_less_than_float(i: i64, f: f64) -> bool {
    if fits_float(i) {
        return (i as f64) < f;
    }
    match float_to_integer(f, Rounding::Ceil) {
        Some(ceil) => i < ceil,
        None => f > 0.0,
    }
}

fn float_less_than_integer(f: f64, i: i64) -> bool {
    if fits_float(i) {
        return f < i as f64;
    }
    match float_to_integer(f, Rounding::Floor) {
        Some(floor) => floor < i,
        None => f < 0.0,
    }
}
