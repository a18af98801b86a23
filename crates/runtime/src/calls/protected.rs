//! Catching errors: every `Throw` that is not a yield ends here.

use crate::string;
use crate::thread::Thread;
use crate::throw::{LuaResult, Status, Throw};
use crate::value::Value;

use super::closing::{self, CloseStatus};
use super::stack::shrink_stack;
use super::unwinding::Unwinding;

/// Runs `f`; restores the count of native calls whatever happens.
#[inline]
pub(crate) unsafe fn run(l: *mut Thread, f: impl FnOnce(*mut Thread) -> LuaResult) -> Status {
    let native_calls = (*l).native_calls;
    let result = f(l);
    (*l).native_calls = native_calls;
    match result {
        Ok(()) => Status::Ok,
        Err(throw) => throw.status(),
    }
}

/// Runs `f` and catches its error: the frames above the current one are dropped, their variables closed, and the
/// error value is left at the stack offset `old_top`, which becomes the top. `message_handler` is the stack
/// offset of the handler, 0 for none.
#[inline]
pub(crate) unsafe fn protected(
    l: *mut Thread,
    old_top: usize,
    message_handler: u32,
    f: impl FnOnce(*mut Thread) -> LuaResult,
) -> Status {
    let ci = (*l).call_info;
    let allow_hook = (*l).allow_hook;
    let old_handler = (*l).message_handler;
    let unwinding = Unwinding::prepare(l, old_top);
    (*l).message_handler = message_handler;
    let mut status = run(l, f);
    if status != Status::Ok {
        (*l).call_info = ci;
        (*l).allow_hook = allow_hook;
        status = close_protected(l, old_top, status);
        set_error_object(l, status, Thread::restore_stack(l, old_top));
        shrink_stack(l);
    }
    unwinding.done();
    (*l).message_handler = old_handler;
    status
}

/// Closes variables down to the stack offset `level` until no closing method fails any more; returns the status
/// of the last error.
pub(crate) unsafe fn close_protected(l: *mut Thread, level: usize, status: Status) -> Status {
    let ci = (*l).call_info;
    let allow_hook = (*l).allow_hook;
    let mut status = status;
    loop {
        let closing = run(l, |l| {
            let level = Thread::restore_stack(l, level);
            closing::close(l, level, CloseStatus::Unwinding(status), false).map(drop)
        });
        if closing == Status::Ok {
            return status;
        }
        status = closing;
        (*l).call_info = ci;
        (*l).allow_hook = allow_hook;
    }
}

/// Stores the error value for `status` at `slot`, which becomes the last one of the stack.
pub(crate) unsafe fn set_error_object(l: *mut Thread, status: Status, slot: *mut Value) {
    match status {
        Status::MemoryError => Value::set(slot, Value::string((*(*l).global).memory_error)),
        // Only when variables are closed without an error.
        Status::Ok => Value::set_nil(slot),
        _ => Value::copy(slot, (*l).top.sub(1)),
    }
    (*l).top = slot.add(1);
}

/// The error for an error while an error is being handled.
#[cold]
#[inline(never)]
pub(crate) unsafe fn error_in_error_handling(l: *mut Thread) -> Throw {
    match string::new(l, b"error in error handling") {
        Ok(message) => {
            Thread::push(l, Value::string(message));
            Throw::new(Status::MessageHandlerError)
        }
        Err(throw) => throw,
    }
}
