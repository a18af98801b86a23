//! A coroutine: its value stack, its chain of `CallInfo`, its open upvalues.

use crate::closure::{LuaClosure, UpValue};
use crate::global::Global;
use crate::heap::{self, GcHeader};
use crate::interpreter::{Constant, Handlers, Op};
use crate::state::State;
use crate::throw::LuaResult;
use crate::throw::Status;
use crate::value::Value;
use core::sync::atomic::{AtomicBool, Ordering};
use smallvec::SmallVec;

/// Slots that a native function may use without asking.
pub(crate) const MIN_STACK: usize = 20;
/// Slots beyond `stack_last`, so that metamethods' arguments need no check.
pub(crate) const EXTRA_STACK: usize = 5;
/// Slots of a new thread's stack.
pub(crate) const BASIC_STACK_SIZE: usize = 2 * MIN_STACK;
/// The most slots that a stack may have.
pub(crate) const MAX_STACK: usize = 1_000_000;
/// Native recursion allowed, in calls.
pub(crate) const MAX_C_CALLS: u32 = 200;

/// A continuation: runs in place of the native function that was interrupted by a yield. It is given how the
/// interrupted call ended and the context that was passed with it.
pub type Continuation = fn(&mut State, Status, isize) -> LuaResult<u32>;

/// Bits of [`CallInfo::call_status`].
pub(crate) mod call_status {
    /// Original value of `allow_hook`.
    pub const OLD_ALLOW_HOOK: u16 = 1 << 0;
    /// A native function.
    pub const NATIVE: u16 = 1 << 1;
    /// A Lua function that entered the interpreter anew: its return leaves the loop.
    pub const FRESH: u16 = 1 << 2;
    /// Runs a debug hook.
    pub const HOOKED: u16 = 1 << 3;
    /// A yieldable protected call.
    pub const YIELDABLE_PCALL: u16 = 1 << 4;
    /// Entered by a tail call.
    pub const TAIL: u16 = 1 << 5;
    /// A hook for the next instruction yielded.
    pub const HOOK_YIELD: u16 = 1 << 6;
    /// A finalizer.
    pub const FINALIZER: u16 = 1 << 7;
    /// Has transfer information for a hook.
    pub const TRANSFER: u16 = 1 << 8;
    /// Closes its to-be-closed variables on return.
    pub const CLOSING_RETURN: u16 = 1 << 9;
    /// Three bits: the status of an error that a protected call is recovering from.
    pub const RECOVER_SHIFT: u16 = 10;
    /// `a <= b` is being decided by `__lt` as `not (b < a)`.
    pub const LESS_EQUAL: u16 = 1 << 13;
}

/// One active call.
#[repr(C)]
pub(crate) struct CallInfo {
    /// The called function's slot; its registers begin one above.
    pub func: *mut Value,
    /// One above the last slot of the call.
    pub top: *mut Value,
    /// Lua: the next instruction.
    pub saved_pc: *const Op,
    /// Lua: the function's constants.
    pub constants: *const Constant,
    pub previous: *mut CallInfo,
    /// The next call's, kept for reuse; null at the end.
    pub next: *mut CallInfo,
    /// Results that the caller expects; -1 (and less, with to-be-closed variables) for all.
    pub result_count: i16,
    pub call_status: u16,
    /// Native: what to run when a yield below it ends.
    pub continuation: Option<Continuation>,
    pub context: isize,
    /// Lua: arguments beyond the fixed parameters.
    pub extra_args: u32,
    /// Native, yieldable pcall: message handler of the caller (stack offset; 0 for none).
    pub old_message_handler: u32,
    /// A stack offset (called function of a yieldable pcall), values yielded, or values being returned while
    /// variables close.
    pub extra: u32,
    /// For hooks: first value transferred and how many.
    pub transfer_first: u16,
    pub transfer_count: u16,
}

impl CallInfo {
    /// A node that is in no chain.
    pub(crate) const EMPTY: CallInfo = CallInfo {
        func: core::ptr::null_mut(),
        top: core::ptr::null_mut(),
        saved_pc: core::ptr::null(),
        constants: core::ptr::null(),
        previous: core::ptr::null_mut(),
        next: core::ptr::null_mut(),
        result_count: 0,
        call_status: call_status::NATIVE,
        continuation: None,
        context: 0,
        extra_args: 0,
        old_message_handler: 0,
        extra: 0,
        transfer_first: 0,
        transfer_count: 0,
    };

    #[inline(always)]
    pub(crate) unsafe fn is_lua(this: *const CallInfo) -> bool {
        (*this).call_status & call_status::NATIVE == 0
    }
    /// A Lua function that is not running a hook.
    #[inline(always)]
    pub(crate) unsafe fn is_lua_code(this: *const CallInfo) -> bool {
        (*this).call_status & (call_status::NATIVE | call_status::HOOKED) == 0
    }
    #[inline(always)]
    pub(crate) unsafe fn lua_closure(this: *const CallInfo) -> *mut LuaClosure {
        (*(*this).func).as_lua_closure()
    }
}

/// A debug hook: what to call.
pub type Hook = fn(&mut State, crate::debug::HookEvent) -> LuaResult<()>;

/// A coroutine, or the main thread: what `State` is.
#[repr(C)]
pub(crate) struct Thread {
    pub header: GcHeader,
    /// `Status` of the thread: `Ok`, `Yield`, or the error that killed it.
    pub status: u8,
    pub allow_hook: bool,
    /// Number of `CallInfo` nodes in the chain.
    pub call_info_count: u32,
    pub next_gray: *mut GcHeader,
    /// First free slot.
    pub top: *mut Value,
    pub global: *mut Global,
    pub call_info: *mut CallInfo,
    /// One above the last slot that may be used freely; `EXTRA_STACK` more follow.
    pub stack_last: *mut Value,
    pub stack: *mut Value,
    /// Open upvalues, from the top of the stack down.
    pub open_upvalues: *mut UpValue,
    /// The next thread in `Global::threads_with_upvalues`; the thread itself if it is in no such list.
    pub next_with_upvalues: *mut Thread,
    /// Stack offsets of the pending to-be-closed variables, innermost last.
    pub to_be_closed: SmallVec<[u32; 4]>,
    /// Stack offset of the message handler; 0 for none.
    pub message_handler: u32,
    /// Native calls in progress (low 16 bits) and calls that forbid a yield (high 16 bits).
    pub native_calls: u32,
    pub base_call_info: CallInfo,
    pub hook_mask: u8,
    /// Set when the interpreter has to look up from its loop: a hook was set, or a signal arrived. It is read after
    /// every slow path, at calls and at backward jumps.
    pub trap: AtomicBool,
    /// Set by a signal: `interrupt_hook` is to become the hook.
    pub interrupted: AtomicBool,
    pub interrupt_hook: Option<Hook>,
    pub hook: Option<Hook>,
    pub base_hook_count: i32,
    pub hook_count: i32,
    /// Last instruction traced, for line hooks.
    pub old_pc: u32,
    /// What runs the thread's ops, unless `trap` is set.
    pub handlers: *const Handlers,
    /// Whether who resumed it can take a pause at the end of a time slice.
    pub is_pausable: bool,
    /// Who resumed it, while it pauses; only told apart.
    pub paused_by: *const Thread,
}

const _: () = assert!(core::mem::offset_of!(Thread, next_gray) == heap::LINK_OFFSET);

impl Thread {
    /// Enters a thread into the list of those that may have open upvalues.
    pub(crate) unsafe fn link_with_upvalues(this: *mut Thread) {
        let g = (*this).global;
        (*this).next_with_upvalues = (*g).threads_with_upvalues;
        (*g).threads_with_upvalues = this;
    }
    /// Offset of a stack slot, good across reallocation.
    #[inline(always)]
    pub(crate) unsafe fn save_stack(this: *const Thread, slot: *const Value) -> usize {
        slot.offset_from_unsigned((*this).stack)
    }
    /// The slot at an offset made by [`save_stack`](Self::save_stack).
    #[inline(always)]
    pub(crate) unsafe fn restore_stack(this: *const Thread, offset: usize) -> *mut Value {
        (*this).stack.add(offset)
    }
    /// Pushes a value; the caller knows that there is room.
    #[inline(always)]
    pub(crate) unsafe fn push(this: *mut Thread, v: Value) {
        Value::set((*this).top, v);
        (*this).top = (*this).top.add(1);
    }
    /// The state that stands for this thread in the API.
    #[inline(always)]
    pub(crate) unsafe fn state<'a>(this: *mut Thread) -> &'a mut State {
        State::from_thread(this)
    }
    #[inline(always)]
    pub(crate) unsafe fn stack_size(this: *const Thread) -> usize {
        (*this).stack_last.offset_from_unsigned((*this).stack)
    }
    /// Whether the interpreter has to look up from its loop.
    #[inline(always)]
    pub(crate) unsafe fn is_trapped(this: *const Thread) -> bool {
        (*this).trap.load(Ordering::Relaxed)
    }
    /// Sets whether a hook makes the interpreter look up; a signal that just arrived does so in any case.
    pub(crate) unsafe fn set_trap(this: *mut Thread, trap: bool) {
        (*this).trap.store(trap, Ordering::SeqCst);
        if (*this).interrupted.load(Ordering::SeqCst) {
            (*this).trap.store(true, Ordering::SeqCst);
        }
    }
    /// Whether a yield is possible now.
    #[inline(always)]
    pub(crate) unsafe fn is_yieldable(this: *const Thread) -> bool {
        (*this).native_calls & 0xffff_0000 == 0
    }
}
