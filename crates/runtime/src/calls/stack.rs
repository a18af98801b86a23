//! A thread's value stack: it moves when it grows, and every pointer into it is corrected here.

use crate::debug;
use crate::heap;
use crate::thread::{CallInfo, EXTRA_STACK, MAX_STACK, MIN_STACK, Thread};
use crate::throw::LuaResult;
use crate::value::Value;

use super::protected::error_in_error_handling;

/// Size of the stack while a stack overflow is being handled.
const ERROR_STACK_SIZE: usize = MAX_STACK + 200;

/// Makes room for `n` more slots above the top, or raises "stack overflow".
#[inline(always)]
pub(crate) unsafe fn check_stack(l: *mut Thread, n: usize) -> LuaResult {
    if (*l).stack_last.offset_from((*l).top) <= n as isize {
        grow_stack(l, n)
    } else {
        Ok(())
    }
}

/// Grows the stack by at least `n` slots.
#[cold]
#[inline(never)]
pub(crate) unsafe fn grow_stack(l: *mut Thread, n: usize) -> LuaResult {
    match new_size(l, n) {
        NewSize::Fits(size) => reallocate_stack(l, size),
        NewSize::Overflow => {
            reallocate_stack(l, ERROR_STACK_SIZE)?;
            Err(debug::run_error(l, format_args!("stack overflow")))
        }
        NewSize::HandlingOverflow => Err(error_in_error_handling(l)),
    }
}

/// Like [`grow_stack`], but answers `false` where that raises.
pub(crate) unsafe fn try_grow_stack(l: *mut Thread, n: usize) -> bool {
    match new_size(l, n) {
        NewSize::Fits(size) => {
            let top = (*l).top;
            let offset = Thread::save_stack(l, top);
            let grown = reallocate_stack(l, size).is_ok();
            if !grown {
                (*l).top = Thread::restore_stack(l, offset);
            }
            grown
        }
        NewSize::Overflow | NewSize::HandlingOverflow => false,
    }
}

enum NewSize {
    Fits(usize),
    Overflow,
    /// The extra slots for handling an overflow are in use already.
    HandlingOverflow,
}

unsafe fn new_size(l: *mut Thread, n: usize) -> NewSize {
    let size = Thread::stack_size(l);
    if size > MAX_STACK {
        return NewSize::HandlingOverflow;
    }
    if n < MAX_STACK {
        let needed = Thread::save_stack(l, (*l).top) + n;
        let size = (2 * size).min(MAX_STACK).max(needed);
        if size <= MAX_STACK {
            return NewSize::Fits(size);
        }
    }
    NewSize::Overflow
}

/// Moves the stack to a block of `size` slots (and the extra ones) and corrects the pointers into it.
pub(crate) unsafe fn reallocate_stack(l: *mut Thread, size: usize) -> LuaResult {
    let old_stack = (*l).stack;
    let old_slots = Thread::stack_size(l) + EXTRA_STACK;
    let slots = size + EXTRA_STACK;
    let block = heap::reallocate(
        l,
        old_stack.cast(),
        old_slots * size_of::<Value>(),
        slots * size_of::<Value>(),
    )?;
    let stack = block.cast::<Value>();
    let moved = |slot: *mut Value| stack.byte_add(slot.addr() - old_stack.addr());
    (*l).stack = stack;
    (*l).top = moved((*l).top);
    (*l).stack_last = stack.add(size);
    let mut upvalue = (*l).open_upvalues;
    while !upvalue.is_null() {
        (*upvalue).v = moved((*upvalue).v);
        upvalue = (*upvalue).slot.next_open;
    }
    let mut ci = (*l).call_info;
    while !ci.is_null() {
        (*ci).func = moved((*ci).func);
        (*ci).top = moved((*ci).top);
        ci = (*ci).previous;
    }
    for i in old_slots..slots {
        stack.add(i).write(Value::NIL);
    }
    Ok(())
}

unsafe fn stack_in_use(l: *mut Thread) -> usize {
    let mut limit = (*l).top;
    let mut ci = (*l).call_info;
    while !ci.is_null() {
        limit = limit.max((*ci).top);
        ci = (*ci).previous;
    }
    (Thread::save_stack(l, limit) + 1).max(MIN_STACK)
}

/// Gives back stack space and `CallInfo` nodes that the thread has not used lately: a stack more than three
/// times as large as its use shrinks to twice its use. Failure to move is no error.
pub(crate) unsafe fn shrink_stack(l: *mut Thread) {
    let in_use = stack_in_use(l);
    let most = if in_use > MAX_STACK / 3 {
        MAX_STACK
    } else {
        in_use * 3
    };
    if in_use <= MAX_STACK && Thread::stack_size(l) > most {
        let size = if in_use > MAX_STACK / 2 {
            MAX_STACK
        } else {
            in_use * 2
        };
        // Smaller never fails: the heap keeps the old block if the allocator will not move it.
        let _ = reallocate_stack(l, size);
    }
    shrink_call_infos(l);
}

/// Frees every second `CallInfo` node beyond the running one.
unsafe fn shrink_call_infos(l: *mut Thread) {
    let mut ci = (*(*l).call_info).next;
    if ci.is_null() {
        return;
    }
    loop {
        let next = (*ci).next;
        if next.is_null() {
            return;
        }
        let after = (*next).next;
        (*ci).next = after;
        (*l).call_info_count -= 1;
        heap::free((*l).global, next.cast(), size_of::<CallInfo>());
        if after.is_null() {
            return;
        }
        (*after).previous = ci;
        ci = after;
    }
}
