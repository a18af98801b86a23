//! Entering and leaving functions.

use crate::closure;
use crate::debug;
use crate::heap;
use crate::interpreter;
use crate::limits;
use crate::metamethod::{self, Event};
use crate::state::State;
use crate::thread::{CallInfo, MAX_C_CALLS, MIN_STACK, Thread, call_status};
use crate::throw::LuaResult;
use crate::value::{NativeFunction, Value, tag};

use super::closing::{self, CloseStatus};
use super::protected::error_in_error_handling;
use super::stack::check_stack;
use super::unwinding::Unwinding;

/// As many results as there are.
pub(crate) const ALL_RESULTS: i32 = -1;

/// A native frame with to-be-closed variables keeps its result count coded below -1.
pub(crate) const fn encode_result_count(n: i16) -> i16 {
    -n - 3
}
/// The inverse of [`encode_result_count`].
pub(crate) const fn decode_result_count(n: i16) -> i16 {
    -n - 3
}
/// Whether a frame's result count says that it has variables to close.
pub(crate) const fn has_to_be_closed(n: i16) -> bool {
    (n as i32) < ALL_RESULTS
}

/// The next `CallInfo` of the chain, reused where there is one.
#[inline(always)]
unsafe fn next_call_info(l: *mut Thread) -> LuaResult<*mut CallInfo> {
    let next = (*(*l).call_info).next;
    if next.is_null() {
        extend_call_info(l)
    } else {
        Ok(next)
    }
}

#[cold]
#[inline(never)]
unsafe fn extend_call_info(l: *mut Thread) -> LuaResult<*mut CallInfo> {
    let ci = heap::reallocate(l, core::ptr::null_mut(), 0, size_of::<CallInfo>())?.cast::<CallInfo>();
    ci.write(CallInfo::EMPTY);
    (*(*l).call_info).next = ci;
    (*ci).previous = (*l).call_info;
    (*l).call_info_count += 1;
    Ok(ci)
}

/// Pushes a frame and makes it the running one.
#[inline(always)]
pub(crate) unsafe fn new_frame(
    l: *mut Thread,
    func: *mut Value,
    result_count: i16,
    status: u16,
    top: *mut Value,
) -> LuaResult<*mut CallInfo> {
    let ci = next_call_info(l)?;
    (*ci).func = func;
    (*ci).top = top;
    (*ci).result_count = result_count;
    (*ci).call_status = status;
    (*l).call_info = ci;
    Ok(ci)
}

/// Room for `n` slots; collects garbage if the stack has to move, as growing it allocates. Returns `func`, moved
/// with the stack.
#[inline(always)]
unsafe fn check_stack_and_collect(l: *mut Thread, n: usize, func: *mut Value) -> LuaResult<*mut Value> {
    if (*l).stack_last.offset_from((*l).top) > n as isize {
        return Ok(func);
    }
    grow_and_collect(l, n, func)
}

#[cold]
#[inline(never)]
unsafe fn grow_and_collect(l: *mut Thread, n: usize, func: *mut Value) -> LuaResult<*mut Value> {
    let offset = Thread::save_stack(l, func);
    // In this order: the collector may take away room that is not in use yet.
    heap::check_gc(l);
    check_stack(l, n)?;
    Ok(Thread::restore_stack(l, offset))
}

/// Calls a native function whose arguments lie above `func`, and moves its results to where `func` was.
pub(crate) unsafe fn pre_call_native(
    l: *mut Thread,
    func: *mut Value,
    result_count: i32,
    function: NativeFunction,
) -> LuaResult<u32> {
    let func = check_stack_and_collect(l, MIN_STACK, func)?;
    let ci = new_frame(
        l,
        func,
        result_count as i16,
        call_status::NATIVE,
        (*l).top.add(MIN_STACK),
    )?;
    if (*l).hook_mask & debug::MASK_CALL != 0 {
        let arguments = (*l).top.offset_from(func) - 1;
        debug::run_hook(l, debug::HookEvent::Call, 1, arguments as u16)?;
    }
    let results = function(Thread::state(l))?;
    // A safe function may claim more results than it pushed.
    let pushed = (*l).top.offset_from((*ci).func) - 1;
    let results = results.min(pushed as u32);
    post_call(l, ci, results, 0)?;
    Ok(results)
}

/// Prepares a call of the value at `func` with the arguments above it. A native function is called at once and
/// null returned; for a Lua function the new frame is returned, ready to run.
pub(crate) unsafe fn pre_call(
    l: *mut Thread,
    func: *mut Value,
    result_count: i32,
) -> LuaResult<*mut CallInfo> {
    let mut func = func;
    loop {
        match (*func).tag {
            tag::LUA_CLOSURE => {
                let proto = (*(*func).as_lua_closure()).proto;
                let frame_size = (*proto).max_stack_size as usize;
                func = check_stack_and_collect(l, frame_size, func)?;
                let ci = new_frame(l, func, result_count as i16, 0, func.add(1 + frame_size))?;
                (*ci).saved_pc = (*proto).ops.as_ptr();
                (*ci).constants = (*proto).constants.as_ptr();
                let mut arguments = (*l).top.offset_from(func) - 1;
                while arguments < (*proto).num_params as isize {
                    Thread::push(l, Value::NIL);
                    arguments += 1;
                }
                return Ok(ci);
            }
            tag::LIGHT_FUNCTION => {
                pre_call_native(l, func, result_count, (*func).as_light_function())?;
                return Ok(core::ptr::null_mut());
            }
            tag::NATIVE_CLOSURE => {
                pre_call_native(l, func, result_count, (*(*func).as_native_closure()).function)?;
                return Ok(core::ptr::null_mut());
            }
            _ => func = try_call_metamethod(l, func)?,
        }
    }
}

/// Puts the `__call` metamethod of the value at `func` below it, to be called instead; raises if there is none.
#[cold]
#[inline(never)]
pub(crate) unsafe fn try_call_metamethod(l: *mut Thread, func: *mut Value) -> LuaResult<*mut Value> {
    let func = check_stack_and_collect(l, 1, func)?;
    let metamethod = metamethod::get_by_object(l, func, Event::Call);
    if metamethod.is_nil() {
        return Err(debug::call_error(l, func));
    }
    let mut p = (*l).top;
    while p > func {
        Value::copy(p, p.sub(1));
        p = p.sub(1);
    }
    (*l).top = (*l).top.add(1);
    Value::set(func, metamethod);
    if metamethod.tag == tag::LUA_CLOSURE {
        // Who called the object has paid for that alone.
        limits::spend(l, closure::length(metamethod.as_lua_closure()) as u64)?;
    }
    Ok(func)
}

/// Leaves the frame `ci`: moves its `results` topmost values to where the caller wants them. `shift` is how far the
/// frame of a vararg function lies above the slot that was called. What that slot holds now is not to be trusted.
#[inline]
pub(crate) unsafe fn post_call(l: *mut Thread, ci: *mut CallInfo, results: u32, shift: usize) -> LuaResult {
    let wanted = (*ci).result_count;
    if (*l).hook_mask != 0 && !has_to_be_closed(wanted) {
        debug::return_hook(l, ci, results)?;
    }
    (*ci).func = (*ci).func.sub(shift);
    move_results(l, (*ci).func, results as usize, wanted)?;
    (*l).call_info = (*ci).previous;
    Ok(())
}

/// Moves `count` results to `to` and makes them `wanted` many.
#[inline(always)]
unsafe fn move_results(l: *mut Thread, to: *mut Value, count: usize, wanted: i16) -> LuaResult {
    match wanted {
        0 => {
            (*l).top = to;
            Ok(())
        }
        1 => {
            if count == 0 {
                Value::set_nil(to);
            } else {
                Value::copy(to, (*l).top.sub(count));
            }
            (*l).top = to.add(1);
            Ok(())
        }
        _ => move_many_results(l, to, count, wanted as i32),
    }
}

#[inline(never)]
unsafe fn move_many_results(l: *mut Thread, to: *mut Value, count: usize, wanted: i32) -> LuaResult {
    let mut to = to;
    let mut wanted = wanted;
    if wanted < ALL_RESULTS {
        let ci = (*l).call_info;
        (*ci).call_status |= call_status::CLOSING_RETURN;
        (*ci).extra = count as u32;
        to = closing::close(l, to, CloseStatus::Normal, true)?;
        (*ci).call_status &= !call_status::CLOSING_RETURN;
        if (*l).hook_mask != 0 {
            let offset = Thread::save_stack(l, to);
            debug::return_hook(l, ci, count as u32)?;
            to = Thread::restore_stack(l, offset);
        }
        wanted = decode_result_count(wanted as i16) as i32;
    }
    let wanted = if wanted == ALL_RESULTS {
        count
    } else {
        wanted as usize
    };
    let first = (*l).top.sub(count);
    let moved = count.min(wanted);
    for i in 0..moved {
        Value::copy(to.add(i), first.add(i));
    }
    for i in moved..wanted {
        Value::set_nil(to.add(i));
    }
    (*l).top = to.add(wanted);
    Ok(())
}

/// One more native call, and one more that forbids a yield.
const NO_YIELD: u32 = 0x10000 | 1;

/// Calls the value at `func` with the arguments above it; the results replace them, `result_count` of them or
/// all ([`ALL_RESULTS`]). The callee may yield.
pub(crate) unsafe fn call(l: *mut Thread, func: *mut Value, result_count: i32) -> LuaResult {
    native_call(l, func, result_count, 1)
}

/// Like [`call`], but a yield in the callee is an error.
pub(crate) unsafe fn call_no_yield(l: *mut Thread, func: *mut Value, result_count: i32) -> LuaResult {
    native_call(l, func, result_count, NO_YIELD)
}

/// Calls from native code; `increment` says what the call adds to the thread's count of native calls. An error
/// leaves the count as it is: whoever catches it restores it.
#[inline]
pub(super) unsafe fn native_call(
    l: *mut Thread,
    func: *mut Value,
    result_count: i32,
    increment: u32,
) -> LuaResult {
    let unwinding = Unwinding::prepare(l, Thread::save_stack(l, func));
    let result = enter(l, func, result_count, increment);
    unwinding.done();
    result
}

#[inline(always)]
unsafe fn enter(l: *mut Thread, func: *mut Value, result_count: i32, increment: u32) -> LuaResult {
    let mut func = func;
    (*l).native_calls += increment;
    if (*l).native_calls & 0xffff >= MAX_C_CALLS {
        func = check_stack_and_collect(l, 0, func)?;
        check_native_stack(l)?;
    }
    let ci = pre_call(l, func, result_count)?;
    if !ci.is_null() {
        (*ci).call_status = call_status::FRESH;
        interpreter::execute(l, ci)?;
    }
    (*l).native_calls -= increment;
    Ok(())
}

/// Runs `f` as a native function without arguments in the place of the value at `func`, which is on top. Nothing that it
/// pushes remains, and it cannot yield. An error leaves the count of native calls as it is.
pub(crate) unsafe fn call_closure<R>(
    l: *mut Thread,
    func: *mut Value,
    f: impl FnOnce(&mut State) -> LuaResult<R>,
) -> LuaResult<R> {
    let unwinding = Unwinding::prepare(l, Thread::save_stack(l, func));
    let result = enter_closure(l, func, f);
    unwinding.done();
    result
}

unsafe fn enter_closure<R>(
    l: *mut Thread,
    func: *mut Value,
    f: impl FnOnce(&mut State) -> LuaResult<R>,
) -> LuaResult<R> {
    (*l).native_calls += NO_YIELD;
    if (*l).native_calls & 0xffff >= MAX_C_CALLS {
        check_native_stack(l)?;
    }
    // What the debug interface takes for the running function.
    Value::set(func, Value::light_function(|_| Ok(0)));
    let func = check_stack_and_collect(l, MIN_STACK, func)?;
    let ci = new_frame(l, func, 0, call_status::NATIVE, (*l).top.add(MIN_STACK))?;
    let result = f(Thread::state(l))?;
    post_call(l, ci, 0, 0)?;
    (*l).native_calls -= NO_YIELD;
    Ok(result)
}

/// Raises "C stack overflow" at the limit of native calls. Beyond it an error is being handled, which is given a
/// tenth more.
#[cold]
#[inline(never)]
pub(crate) unsafe fn check_native_stack(l: *mut Thread) -> LuaResult {
    let calls = (*l).native_calls & 0xffff;
    if calls == MAX_C_CALLS {
        Err(debug::run_error(l, format_args!("C stack overflow")))
    } else if calls >= MAX_C_CALLS / 10 * 11 {
        Err(error_in_error_handling(l))
    } else {
        Ok(())
    }
}
