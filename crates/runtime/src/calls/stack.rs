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
        let ample = if moves_at_every_chance(size) {
            needed
        } else {
            2 * size
        };
        let size = ample.min(MAX_STACK).max(needed);
        if size <= MAX_STACK {
            return NewSize::Fits(size);
        }
    }
    NewSize::Overflow
}

/// Bytes of a stack of `size` slots and the extra ones.
pub(super) const fn stack_bytes(size: usize) -> usize {
    (size + EXTRA_STACK) * size_of::<Value>()
}

/// Gives the stack `size` slots (and the extra ones).
unsafe fn reallocate_stack(l: *mut Thread, size: usize) -> LuaResult {
    let old_size = Thread::stack_size(l);
    let block = heap::reallocate(l, (*l).stack.cast(), stack_bytes(old_size), stack_bytes(size))?;
    correct_stack(l, block.cast(), old_size, size);
    Ok(())
}

/// Gives the stack `size` slots, which are fewer than it has, unless there is no memory to move it.
pub(super) unsafe fn reduce_stack(l: *mut Thread, size: usize) {
    let old_size = Thread::stack_size(l);
    let (old, new) = (stack_bytes(old_size), stack_bytes(size));
    let block = heap::try_reallocate((*l).global, (*l).stack.cast(), old, new);
    if !block.is_null() {
        correct_stack(l, block.cast(), old_size, size);
    }
}

/// After the stack has moved from a block for `old_size` slots to one for `size`: corrects the pointers into it.
unsafe fn correct_stack(l: *mut Thread, stack: *mut Value, old_size: usize, size: usize) {
    let old_stack = (*l).stack;
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
    for i in old_size + EXTRA_STACK..size + EXTRA_STACK {
        stack.add(i).write(Value::NIL);
    }
}

/// Whether a stack of `size` slots is kept as small as can be, so that it moves as often as can be: in the stress
/// build, unless it is large.
const fn moves_at_every_chance(size: usize) -> bool {
    cfg!(feature = "gc-stress") && size < 2000
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
    let most = if moves_at_every_chance(in_use) {
        0
    } else if in_use > MAX_STACK / 3 {
        MAX_STACK
    } else {
        in_use * 3
    };
    if in_use <= MAX_STACK && Thread::stack_size(l) > most {
        let size = if moves_at_every_chance(in_use) {
            in_use
        } else if in_use > MAX_STACK / 2 {
            MAX_STACK
        } else {
            in_use * 2
        };
        reduce_stack(l, size);
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
