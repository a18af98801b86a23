//! Concatenation and length.

use crate::debug;
use crate::metamethod::{self, Event};
use crate::number;
use crate::string::{self, LuaString, MAX_SHORT};
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::{Value, tag};

/// Converts the number at `slot` to a string in place.
pub(crate) unsafe fn number_to_string(l: *mut Thread, slot: *mut Value) -> LuaResult {
    let mut buffer = number::Buffer::new();
    let s = string::new(l, number::to_bytes(*slot, &mut buffer))?;
    Value::set(slot, Value::string(s));
    Ok(())
}

/// Makes `slot` a string if it is a number; tells whether it is a string then.
unsafe fn to_string(l: *mut Thread, slot: *mut Value) -> LuaResult<bool> {
    if (*slot).is_number() {
        number_to_string(l, slot)?;
        return Ok(true);
    }
    Ok((*slot).is_string())
}

unsafe fn is_empty(slot: *const Value) -> bool {
    (*slot).tag == tag::SHORT_STRING && (*(*slot).as_string()).short_len == 0
}

/// Concatenates the `total` topmost values of the stack into one, right to left, as many strings at a time as
/// there are in a row.
pub(crate) unsafe fn concat(l: *mut Thread, total: usize) -> LuaResult {
    let mut total = total;
    while total > 1 {
        let top = (*l).top;
        let (left, right) = (top.sub(2), top.sub(1));
        let mut joined = 2;
        if !((*left).is_string() || (*left).is_number()) || !to_string(l, right)? {
            metamethod::try_concat(l)?;
        } else if is_empty(right) {
            to_string(l, left)?;
        } else if is_empty(left) {
            Value::copy(left, right);
        } else {
            joined = join_strings(l, total)?;
        }
        total -= joined - 1;
        (*l).top = (*l).top.sub(joined - 1);
    }
    Ok(())
}

/// Joins the longest row of strings and numbers that ends at the top, and stores the result in the row's first
/// slot; returns the length of the row.
unsafe fn join_strings(l: *mut Thread, total: usize) -> LuaResult<usize> {
    let top = (*l).top;
    let mut length = string::len((*top.sub(1)).as_string());
    let mut n = 1;
    while n < total && to_string(l, top.sub(n + 1))? {
        let piece = string::len((*top.sub(n + 1)).as_string());
        if piece >= isize::MAX as usize - size_of::<LuaString>() - length {
            (*l).top = top.sub(total);
            return Err(debug::run_error(l, format_args!("string length overflow")));
        }
        length += piece;
        n += 1;
    }
    let result = if length <= MAX_SHORT {
        let mut buffer = [0; MAX_SHORT];
        copy_pieces(top, n, buffer.as_mut_ptr());
        string::new(l, &buffer[..length])?
    } else {
        let s = string::new_long_uninit(l, length)?;
        copy_pieces(top, n, string::bytes_ptr_mut(s));
        s
    };
    Value::set(top.sub(n), Value::string(result));
    Ok(n)
}

unsafe fn copy_pieces(top: *mut Value, n: usize, to: *mut u8) {
    let mut to = to;
    for i in (1..=n).rev() {
        let piece = string::bytes((*top.sub(i)).as_string());
        to.copy_from_nonoverlapping(piece.as_ptr(), piece.len());
        to = to.add(piece.len());
    }
}

/// `#v`, to the stack slot `result`.
pub(crate) unsafe fn length(l: *mut Thread, result: *mut Value, v: *const Value) -> LuaResult {
    let method = match (*v).tag {
        tag::TABLE => {
            let t = (*v).as_table();
            let method = metamethod::fast_get((*l).global, (*t).metatable, Event::Len);
            if method.is_null() {
                Value::set_integer(result, crate::table::border(t) as i64);
                return Ok(());
            }
            *method
        }
        tag::SHORT_STRING | tag::LONG_STRING => {
            Value::set_integer(result, string::len((*v).as_string()) as i64);
            return Ok(());
        }
        _ => {
            let method = metamethod::get_by_object(l, v, Event::Len);
            if method.is_nil() {
                return Err(debug::type_error(l, v, "get length of"));
            }
            method
        }
    };
    metamethod::call_result(l, method, v, v, result)
}
