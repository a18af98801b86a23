//! Coroutines: resume, yield, and finishing what a yield interrupted.
//!
//! A yield leaves the native stack as a `Throw`; the thread's chain of frames is all that is left. Resuming first
//! completes the native function or the instruction that was interrupted, then unrolls the rest of the chain.

use crate::debug;
use crate::interpreter;
use crate::string;
use crate::thread::{CallInfo, Continuation, MAX_C_CALLS, Thread, call_status};
use crate::throw::{LuaResult, Status, Throw};
use crate::value::Value;

use super::closing::{self, CloseStatus};
use super::frame::{ALL_RESULTS, native_call, post_call};
use super::protected::{run, set_error_object};
use super::stack::shrink_stack;
use super::unwinding::EndOnPanic;

/// Starts or continues the coroutine `co` with the `arguments` topmost values of its own stack. `from` is the
/// thread that resumes it. Returns how it stopped and how many values it left on top of its stack: results,
/// yielded values, or one error value.
pub(crate) unsafe fn resume(co: *mut Thread, from: *mut Thread, arguments: usize) -> (Status, u32) {
    if (*co).status == Status::Ok as u8 {
        if (*co).call_info != &raw mut (*co).base_call_info {
            return refuse(co, "cannot resume non-suspended coroutine", arguments);
        }
        if (*co).top.offset_from((*(*co).call_info).func.add(1)) == arguments as isize {
            return refuse(co, "cannot resume dead coroutine", arguments);
        }
    } else if (*co).status != Status::Yield as u8 {
        return refuse(co, "cannot resume dead coroutine", arguments);
    }
    (*co).native_calls = if from.is_null() {
        0
    } else {
        (*from).native_calls & 0xffff
    };
    if (*co).native_calls >= MAX_C_CALLS {
        return refuse(co, "C stack overflow", arguments);
    }
    (*co).native_calls += 1;
    let ending = EndOnPanic::prepare(co);
    let mut status = run(co, |co| start_or_continue(co, arguments));
    // Errors inside a yieldable pcall are caught here, and the rest unrolled again.
    while is_error(status) && status != Status::Stopped {
        let ci = find_protected_call(co);
        if ci.is_null() {
            break;
        }
        (*co).call_info = ci;
        set_recover_status(ci, status);
        status = run(co, |co| unroll(co));
    }
    ending.done();
    if is_error(status) {
        (*co).status = status as u8;
        set_error_object(co, status, (*co).top);
        (*(*co).call_info).top = (*co).top;
        return (status, 1);
    }
    let values = if matches!(status, Status::Yield | Status::Paused) {
        (*(*co).call_info).extra
    } else {
        (*co).top.offset_from((*(*co).call_info).func.add(1)) as u32
    };
    (status, values)
}

fn is_error(status: Status) -> bool {
    !matches!(status, Status::Ok | Status::Yield | Status::Paused)
}

/// An error of the resume itself: it does not kill the coroutine.
unsafe fn refuse(co: *mut Thread, message: &str, arguments: usize) -> (Status, u32) {
    (*co).top = (*co).top.sub(arguments);
    let message = match string::new(co, message.as_bytes()) {
        Ok(message) => message,
        Err(_) => (*(*co).global).memory_error,
    };
    Thread::push(co, Value::string(message));
    (Status::RuntimeError, 1)
}

unsafe fn start_or_continue(co: *mut Thread, arguments: usize) -> LuaResult {
    let first = (*co).top.sub(arguments);
    if (*co).status == Status::Ok as u8 {
        native_call(co, first.sub(1), ALL_RESULTS, 0)?;
    } else {
        (*co).status = Status::Ok as u8;
        let ci = (*co).call_info;
        if CallInfo::is_lua(ci) {
            // Yielded inside a hook: the instruction has not run yet.
            (*ci).saved_pc = (*ci).saved_pc.sub(1);
            (*co).top = first;
            interpreter::execute(co, ci)?;
        } else {
            let results = match (*ci).continuation {
                Some(k) => k(Thread::state(co), Status::Yield, (*ci).context)?,
                None => arguments as u32,
            };
            let pushed = (*co).top.offset_from((*ci).func) - 1;
            post_call(co, ci, results.min(pushed as u32), 0)?;
        }
        unroll(co)?;
    }
    Ok(())
}

/// Runs everything that is left in the thread, frame by frame.
unsafe fn unroll(l: *mut Thread) -> LuaResult {
    loop {
        let ci = (*l).call_info;
        if core::ptr::eq(ci, &raw const (*l).base_call_info) {
            return Ok(());
        }
        if CallInfo::is_lua(ci) {
            interpreter::finish_instruction(l)?;
            interpreter::execute(l, ci)?;
        } else {
            finish_native_call(l, ci)?;
        }
    }
}

/// Completes a native function that a yield interrupted: in a call with a continuation, or while it closed its
/// variables on return.
unsafe fn finish_native_call(l: *mut Thread, ci: *mut CallInfo) -> LuaResult {
    let results;
    if (*ci).call_status & call_status::CLOSING_RETURN != 0 {
        results = (*ci).extra;
    } else {
        let mut status = Status::Yield;
        if (*ci).call_status & call_status::YIELDABLE_PCALL != 0 {
            status = finish_protected_call(l, ci)?;
        }
        if (*(*l).call_info).top < (*l).top {
            (*(*l).call_info).top = (*l).top;
        }
        let Some(k) = (*ci).continuation else {
            return Err(debug::run_error(
                l,
                format_args!("attempt to yield across a C-call boundary"),
            ));
        };
        let pushed = k(Thread::state(l), status, (*ci).context)?;
        results = pushed.min(((*l).top.offset_from((*ci).func) - 1) as u32);
    }
    post_call(l, ci, results, 0)
}

/// Completes a yieldable pcall: with an error its variables are closed (which may yield or fail again) and the
/// error value put in the place of the called function.
unsafe fn finish_protected_call(l: *mut Thread, ci: *mut CallInfo) -> LuaResult<Status> {
    let mut status = recover_status(ci);
    if status == Status::Ok {
        status = Status::Yield;
    } else {
        let func = Thread::restore_stack(l, (*ci).extra as usize);
        (*l).allow_hook = (*ci).call_status & call_status::OLD_ALLOW_HOOK != 0;
        let func = closing::close(l, func, CloseStatus::Unwinding(status), true)?;
        set_error_object(l, status, func);
        shrink_stack(l);
        set_recover_status(ci, Status::Ok);
    }
    (*ci).call_status &= !call_status::YIELDABLE_PCALL;
    (*l).message_handler = (*ci).old_message_handler;
    Ok(status)
}

unsafe fn find_protected_call(l: *mut Thread) -> *mut CallInfo {
    let mut ci = (*l).call_info;
    while !ci.is_null() && (*ci).call_status & call_status::YIELDABLE_PCALL == 0 {
        ci = (*ci).previous;
    }
    ci
}

unsafe fn set_recover_status(ci: *mut CallInfo, status: Status) {
    let mask = 7 << call_status::RECOVER_SHIFT;
    (*ci).call_status = (*ci).call_status & !mask | (status as u16) << call_status::RECOVER_SHIFT;
}

unsafe fn recover_status(ci: *mut CallInfo) -> Status {
    match (*ci).call_status >> call_status::RECOVER_SHIFT & 7 {
        0 => Status::Ok,
        status => Throw::from_status_number(status as u8).status(),
    }
}

/// Yields the `results` topmost values. After the resume, `k` runs in place of the native function that called
/// this, or its caller goes on if there is none.
pub(crate) unsafe fn yield_k(
    l: *mut Thread,
    results: u32,
    k: Option<Continuation>,
    context: isize,
) -> LuaResult<u32> {
    if !Thread::is_yieldable(l) {
        let message = if core::ptr::eq(l, (*(*l).global).main_thread) {
            "attempt to yield from outside a coroutine"
        } else {
            "attempt to yield across a C-call boundary"
        };
        return Err(debug::run_error(l, format_args!("{message}")));
    }
    let ci = (*l).call_info;
    if CallInfo::is_lua(ci) {
        // Inside a hook, which returns to the interpreter: that yields, without values.
        (*ci).call_status |= call_status::HOOK_YIELD;
        return Ok(0);
    }
    (*l).status = Status::Yield as u8;
    (*ci).extra = results;
    (*ci).continuation = k;
    (*ci).context = context;
    Err(Throw::YIELD)
}

/// Whether the running function can pause at the end of a time slice.
pub(crate) unsafe fn is_pausable(l: *mut Thread) -> bool {
    (*l).is_pausable && Thread::is_yieldable(l)
}

/// Pauses the running function, which has saved where it is. Whoever resumed the coroutine resumes it again, and it goes
/// on there: a Lua function with the instruction that it stopped before, a native one with its continuation.
pub(crate) unsafe fn pause(l: *mut Thread) -> Throw {
    (*l).status = Status::Yield as u8;
    (*(*l).call_info).extra = 0;
    Throw::new(Status::Paused)
}
