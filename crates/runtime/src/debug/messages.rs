//! Runtime errors and their wording.

use super::lines::current_line;
use super::names::{Name, called_by, variable_name};
use super::traceback::chunk_position;
use crate::calls;
use crate::heap;
use crate::metamethod::type_name;
use crate::number::{Rounding, to_integer};
use crate::string;
use crate::thread::{CallInfo, Thread};
use crate::throw::Throw;
use crate::value::Value;
use core::fmt;

/// Raises an error with a message, which gets the running Lua function's position.
#[cold]
#[inline(never)]
pub(crate) unsafe fn run_error(l: *mut Thread, message: fmt::Arguments<'_>) -> Throw {
    raise(l, message.to_string().as_bytes())
}

unsafe fn raise(l: *mut Thread, message: &[u8]) -> Throw {
    heap::check_gc(l);
    let ci = (*l).call_info;
    let mut text = Vec::new();
    if CallInfo::is_lua(ci) {
        text = chunk_position(&*(*CallInfo::lua_closure(ci)).proto, current_line(ci));
    }
    text.extend_from_slice(message);
    match string::new(l, &text) {
        Ok(text) => Thread::push(l, Value::string(text)),
        Err(throw) => return throw,
    }
    error_message(l)
}

/// Raises the value on top of the stack, after the message handler has seen it.
#[cold]
pub(crate) unsafe fn error_message(l: *mut Thread) -> Throw {
    if (*l).message_handler != 0 {
        let handler = Thread::restore_stack(l, (*l).message_handler as usize);
        let top = (*l).top;
        Value::copy(top, top.sub(1));
        Value::copy(top.sub(1), handler);
        (*l).top = top.add(1);
        if let Err(throw) = calls::call_no_yield(l, (*l).top.sub(2), 1) {
            return throw;
        }
    }
    Throw::RUNTIME
}

fn name_info(name: Option<Name>) -> Vec<u8> {
    match name {
        Some(Name { kind, text }) => [b" (", kind.as_bytes(), b" '", &text, b"')"].concat(),
        None => Vec::new(),
    }
}

unsafe fn bad_type(l: *mut Thread, value: *const Value, operation: &str, name: Option<Name>) -> Throw {
    let kind = type_name(l, value);
    let info = name_info(name);
    raise(
        l,
        &[
            b"attempt to ",
            operation.as_bytes(),
            b" a ",
            &kind,
            b" value",
            &info,
        ]
        .concat(),
    )
}

/// "attempt to index a nil value (local 'x')"
#[cold]
#[inline(never)]
pub(crate) unsafe fn type_error(l: *mut Thread, value: *const Value, operation: &str) -> Throw {
    bad_type(l, value, operation, variable_name(l, value))
}

/// The error for calling something that cannot be called.
#[cold]
#[inline(never)]
pub(crate) unsafe fn call_error(l: *mut Thread, value: *const Value) -> Throw {
    let name = match called_by((*l).call_info) {
        Some(name) => Some(name),
        None => variable_name(l, value),
    };
    bad_type(l, value, "call", name)
}

/// The error for a bad start, limit or step of a numeric `for`.
#[cold]
#[inline(never)]
pub(crate) unsafe fn for_error(l: *mut Thread, value: *const Value, what: &str) -> Throw {
    let kind = type_name(l, value);
    raise(
        l,
        &[
            b"bad 'for' ",
            what.as_bytes(),
            b" (number expected, got ",
            &kind,
            b")",
        ]
        .concat(),
    )
}

/// The error for concatenating something that is no string.
#[cold]
pub(crate) unsafe fn concat_error(l: *mut Thread, a: *const Value, b: *const Value) -> Throw {
    let bad = if (*a).is_string() || (*a).is_number() {
        b
    } else {
        a
    };
    type_error(l, bad, "concatenate")
}

/// The error for an operand of arithmetic that is no number.
#[cold]
pub(crate) unsafe fn operand_error(
    l: *mut Thread,
    a: *const Value,
    b: *const Value,
    operation: &str,
) -> Throw {
    type_error(l, if (*a).is_number() { b } else { a }, operation)
}

/// The error for a bitwise operand that is no integer.
#[cold]
pub(crate) unsafe fn to_integer_error(l: *mut Thread, a: *const Value, b: *const Value) -> Throw {
    let bad = if to_integer(*a, Rounding::Exact).is_some() {
        b
    } else {
        a
    };
    let info = name_info(variable_name(l, bad));
    raise(
        l,
        &[b"number", &info[..], b" has no integer representation"].concat(),
    )
}

/// The error for comparing what has no order.
#[cold]
pub(crate) unsafe fn order_error(l: *mut Thread, a: *const Value, b: *const Value) -> Throw {
    let (first, second) = (type_name(l, a), type_name(l, b));
    if first == second {
        raise(l, &[b"attempt to compare two ", &first[..], b" values"].concat())
    } else {
        raise(
            l,
            &[b"attempt to compare ", &first[..], b" with ", &second].concat(),
        )
    }
}
