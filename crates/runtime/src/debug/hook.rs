//! Calling hooks.

use super::lines::{changed_line, line_of};
use crate::calls;
use crate::closure::Proto;
use crate::interpreter::Op;
use crate::thread::{CallInfo, MIN_STACK, Thread, call_status};
use crate::throw::{LuaResult, Status, Throw};
use core::sync::atomic::Ordering;
use moonquakes_bytecode::OpCode;

/// Hook mask: calls and tail calls.
pub const MASK_CALL: u8 = 1 << 0;
/// Hook mask: returns.
pub const MASK_RETURN: u8 = 1 << 1;
/// Hook mask: new lines.
pub const MASK_LINE: u8 = 1 << 2;
/// Hook mask: every so many instructions.
pub const MASK_COUNT: u8 = 1 << 3;

/// What a hook is called for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HookEvent {
    /// A function is called.
    Call,
    /// A function returns.
    Return,
    /// A new line is reached; its number, or -1.
    Line(i32),
    /// As many instructions as asked for have run.
    Count,
    /// A function is called in a tail position.
    TailCall,
}

impl HookEvent {
    /// The name that a hook of the debug library is given.
    pub const fn name(self) -> &'static str {
        match self {
            HookEvent::Call => "call",
            HookEvent::Return => "return",
            HookEvent::Line(_) => "line",
            HookEvent::Count => "count",
            HookEvent::TailCall => "tail call",
        }
    }

    /// Whether a hook for this event may yield: the interpreter is between two instructions.
    const fn may_yield(self) -> bool {
        matches!(self, HookEvent::Line(_) | HookEvent::Count)
    }
}

/// Added to a thread's count of native calls, it forbids a yield.
const NO_YIELD: u32 = 0x10000;

/// Calls the thread's hook, if it has one that may run now. `first` and `count` tell what values a call or return
/// transfers.
pub(crate) unsafe fn run_hook(l: *mut Thread, event: HookEvent, first: u16, count: u16) -> LuaResult {
    let Some(hook) = (*l).hook else { return Ok(()) };
    if !(*l).allow_hook {
        return Ok(());
    }
    let no_yield = if event.may_yield() { 0 } else { NO_YIELD };
    let ci = (*l).call_info;
    let top = Thread::save_stack(l, (*l).top);
    let ci_top = Thread::save_stack(l, (*ci).top);
    let mut mask = call_status::HOOKED;
    if count != 0 {
        mask |= call_status::TRANSFER;
        (*ci).transfer_first = first;
        (*ci).transfer_count = count;
    }
    if CallInfo::is_lua(ci) && (*l).top < (*ci).top {
        (*l).top = (*ci).top;
    }
    calls::check_stack(l, MIN_STACK)?;
    if (*ci).top < (*l).top.add(MIN_STACK) {
        (*ci).top = (*l).top.add(MIN_STACK);
    }
    (*l).allow_hook = false;
    (*ci).call_status |= mask;
    (*l).native_calls += no_yield;
    hook(Thread::state(l), event)?;
    (*l).native_calls -= no_yield;
    (*l).allow_hook = true;
    (*ci).top = Thread::restore_stack(l, ci_top);
    (*l).top = Thread::restore_stack(l, top);
    (*ci).call_status &= !mask;
    Ok(())
}

/// The hook for the call of a Lua function.
pub(crate) unsafe fn hook_call(l: *mut Thread, ci: *mut CallInfo) -> LuaResult {
    (*l).old_pc = 0;
    if (*l).hook_mask & MASK_CALL == 0 {
        return Ok(());
    }
    let event = if (*ci).call_status & call_status::TAIL != 0 {
        HookEvent::TailCall
    } else {
        HookEvent::Call
    };
    let params = (*(*CallInfo::lua_closure(ci)).proto).num_params;
    // Hooks see the next instruction.
    (*ci).saved_pc = (*ci).saved_pc.add(1);
    run_hook(l, event, 1, params.into())?;
    (*ci).saved_pc = (*ci).saved_pc.sub(1);
    Ok(())
}

/// The hook for a return with `results` values on top of the stack.
pub(crate) unsafe fn return_hook(l: *mut Thread, ci: *mut CallInfo, results: u32) -> LuaResult {
    if (*l).hook_mask & MASK_RETURN != 0 {
        let first = (*l).top.sub(results as usize);
        let transfer = first.offset_from((*ci).func) as u16;
        run_hook(l, HookEvent::Return, transfer, results as u16)?;
    }
    let caller = (*ci).previous;
    if CallInfo::is_lua(caller) {
        (*l).old_pc = super::lines::current_pc(caller) as u32;
    }
    Ok(())
}

/// Does what a signal asked for: its hook takes the place of the thread's.
#[inline]
unsafe fn take_interrupt(l: *mut Thread) {
    const ALL: u8 = MASK_CALL | MASK_RETURN | MASK_LINE | MASK_COUNT;
    if (*l).interrupted.swap(false, Ordering::SeqCst) {
        Thread::state(l).set_hook((*l).interrupt_hook, ALL, 1);
    }
}

/// Entering a Lua function, or coming back to one, with hooks on. A vararg function calls its hook later, when its
/// arguments are in place.
pub(crate) unsafe fn trace_call(l: *mut Thread) -> LuaResult {
    take_interrupt(l);
    let ci = (*l).call_info;
    let proto = &*(*CallInfo::lua_closure(ci)).proto;
    let at_start = core::ptr::eq((*ci).saved_pc, proto.ops.as_ptr());
    if at_start && !proto.is_vararg && (*ci).call_status & call_status::HOOK_YIELD == 0 {
        hook_call(l, ci)?;
    }
    Ok(())
}

/// Before the instruction at `pc`: calls the hooks for counts and lines. `old_pc` may be that of another function,
/// when an error came back to this one; a wrong one costs at most a call too many. Returns whether the next instruction
/// wants to be looked at, too.
#[inline(never)]
pub(crate) unsafe fn trace_exec(l: *mut Thread, pc: *const Op) -> LuaResult<bool> {
    take_interrupt(l);
    let ci = (*l).call_info;
    let mask = (*l).hook_mask;
    if mask & (MASK_LINE | MASK_COUNT) == 0 {
        return Ok(false);
    }
    let proto = &*(*CallInfo::lua_closure(ci)).proto;
    let index = pc.offset_from(proto.ops.as_ptr()) as usize;
    // Hooks of a vararg function begin when the arguments are in place.
    if index == 0 && proto.is_vararg || belongs_to_previous(ci, proto, index) {
        return Ok(true);
    }
    (*ci).saved_pc = pc.add(1);
    let mut count_event = false;
    if mask & MASK_COUNT != 0 {
        (*l).hook_count -= 1;
        count_event = (*l).hook_count == 0;
    }
    if count_event {
        (*l).hook_count = (*l).base_hook_count;
    } else if mask & MASK_LINE == 0 {
        return Ok(true);
    }
    if (*ci).call_status & call_status::HOOK_YIELD != 0 {
        // The hooks for this instruction have been called; one of them yielded.
        (*ci).call_status &= !call_status::HOOK_YIELD;
        return Ok(true);
    }
    if !(*l).allow_hook {
        return Ok(true);
    }
    if !proto.code[index].uses_open_top() {
        (*l).top = (*ci).top;
    }
    if count_event {
        run_hook(l, HookEvent::Count, 0, 0)?;
    }
    if mask & MASK_LINE != 0 {
        let old_pc = (*l).old_pc as usize;
        let old_pc = if old_pc < proto.code.len() { old_pc } else { 0 };
        // A jump back is a new line, too.
        if index <= old_pc || changed_line(proto, old_pc, index) {
            let line = line_of(proto, index).map_or(-1, |line| line as i32);
            run_hook(l, HookEvent::Line(line), 0, 0)?;
        }
        (*l).old_pc = index as u32;
    }
    if (*ci).call_status & call_status::HOOK_YIELD != 0 {
        if count_event {
            // Counted again after the resume.
            (*l).hook_count = 1;
        }
        (*l).status = Status::Yield as u8;
        (*ci).extra = 0;
        return Err(Throw::YIELD);
    }
    Ok(true)
}

/// Whether the reference executes the instruction along with the one before it, without looking at hooks: the jump of
/// a test, the two ends of a generic loop, and its first call, which its preparation jumps to.
unsafe fn belongs_to_previous(ci: *const CallInfo, proto: &Proto, index: usize) -> bool {
    let before = |index: usize| index.checked_sub(1).and_then(|i| proto.code[i].opcode());
    match proto.code[index].opcode() {
        Some(OpCode::Jmp) => before(index).is_some_and(OpCode::is_test),
        Some(OpCode::TForLoop) => before(index) == Some(OpCode::TForCall),
        Some(OpCode::TForCall) => {
            let executed = (*ci).saved_pc.offset_from(proto.ops.as_ptr()) as usize;
            before(executed) == Some(OpCode::TForPrep)
        }
        _ => false,
    }
}
