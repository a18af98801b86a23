//! To-be-closed variables.

use crate::closure::close_upvalues;
use crate::debug;
use crate::metamethod::{self, Event};
use crate::thread::Thread;
use crate::throw::{LuaResult, Status};
use crate::value::Value;

use super::frame::{call, call_no_yield};
use super::protected::set_error_object;

/// Why variables are being closed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum CloseStatus {
    /// The block ends normally: the closing methods get nil, and are called above the top of the stack.
    Normal,
    /// An error (or the end of a coroutine, `Status::Ok`): the methods get the error value, and everything above
    /// the variable may be overwritten.
    Unwinding(Status),
}

/// Marks the variable at `level` as to be closed. `nil` and `false` need no closing; any other value must have a
/// `__close` metamethod.
pub(crate) unsafe fn new_to_be_closed(l: *mut Thread, level: *mut Value) -> LuaResult {
    if (*level).is_false() {
        return Ok(());
    }
    if metamethod::get_by_object(l, level, Event::Close).is_nil() {
        let ci = (*l).call_info;
        let index = level.offset_from((*ci).func) as i32;
        let name = debug::find_local(l, ci, index).map(|(name, _)| name);
        let name = name.unwrap_or_else(|| b"?".to_vec());
        let name = String::from_utf8_lossy(&name).into_owned();
        return Err(debug::run_error(
            l,
            format_args!("variable '{name}' got a non-closable value"),
        ));
    }
    let offset = Thread::save_stack(l, level) as u32;
    (*l).to_be_closed.push(offset);
    Ok(())
}

/// Closes upvalues and to-be-closed variables down to `level`, innermost first. Returns `level`, moved with the
/// stack.
pub(crate) unsafe fn close(
    l: *mut Thread,
    level: *mut Value,
    status: CloseStatus,
    yieldable: bool,
) -> LuaResult<*mut Value> {
    close_upvalues(l, level);
    let offset = Thread::save_stack(l, level);
    while let Some(&variable) = (*l).to_be_closed.last() {
        if (variable as usize) < offset {
            break;
        }
        (*l).to_be_closed.pop();
        if status == CloseStatus::Unwinding(Status::Stopped) {
            // A limit was reached: no code of the script runs any more.
            continue;
        }
        close_variable(l, Thread::restore_stack(l, variable as usize), status, yieldable)?;
    }
    Ok(Thread::restore_stack(l, offset))
}

unsafe fn close_variable(
    l: *mut Thread,
    variable: *mut Value,
    status: CloseStatus,
    yieldable: bool,
) -> LuaResult {
    let error = match status {
        CloseStatus::Normal => Value::NIL,
        CloseStatus::Unwinding(status) => {
            set_error_object(l, status, variable.add(1));
            *variable.add(1)
        }
    };
    let top = (*l).top;
    let method = metamethod::get_by_object(l, variable, Event::Close);
    Value::set(top, method);
    Value::copy(top.add(1), variable);
    Value::set(top.add(2), error);
    (*l).top = top.add(3);
    if yieldable {
        call(l, top, 0)
    } else {
        call_no_yield(l, top, 0)
    }
}
