//! The public API: a stack machine like `lua.h` and `lauxlib.h`, in safe Rust.
//!
//! | file | section of the manual |
//! |---|---|
//! | `index` | §4.1 indices, the room of a frame (internal) |
//! | `stack`, `access`, `push`, `get`, `set`, `array`, `operators` | §4.6 values on the stack, tables |
//! | `call`, `error`, `coroutine`, `exit` | §4.6 calls, errors, to-be-closed slots, coroutines |
//! | `load`, `upvalue` | §4.6 chunks and what functions capture |
//! | `collector`, `warning`, `userdata`, `extra` | §4.6 the collector, warnings, host values |
//! | `debug` | §4.7 the debug interface |
//! | `limits` | limits on scripts, which the manual does not have |
//! | `buffer`, `check`, `meta`, `register`, `results`, `traceback` | §5 the auxiliary library |
//!
//! Each function says its stack effect as the manual does; see [`State`].
//!
//! # Why the unsafe blocks are sound
//!
//! 1. **Thread.** A `&State` comes from [`State::from_thread`] with a live thread, which stays alive for the
//!    borrow: the main thread lives as long as its `MainState`, a running coroutine is anchored by `resume`, a
//!    visited one by `with_thread`.
//! 2. **Slot.** [`State::slot`] gives null, or a live slot of the running frame, the registry, or an upvalue. It
//!    is used before anything that may move the stack.
//! 3. **Room.** A push follows `room` or `reserve`, which keep `top` at or below `stack_last`.
//! 4. **Need.** A pop follows `need`, which keeps `top` at or above the frame's floor: one above the function of
//!    a native frame, above all registers of a Lua frame (under a hook).
//! 5. **Bytes.** A string object never moves and its bytes never change. Bytes are lent for a borrow of the state
//!    during which nothing can collect, or while the string is in `Global::anchors`.

mod access;
mod array;
mod buffer;
mod call;
mod check;
mod collector;
mod coroutine;
mod debug;
mod error;
mod exit;
mod extra;
mod get;
mod index;
mod limits;
mod load;
mod meta;
mod operators;
mod push;
mod register;
mod results;
mod set;
mod stack;
#[cfg(test)]
mod tests;
mod traceback;
mod upvalue;
mod userdata;
mod warning;

pub use crate::calls::LoadMode;
pub use crate::heap::Mode as GcMode;
pub use crate::interpreter::ArithmeticOp as ArithOp;
pub use crate::limits::Limit;
pub use buffer::Buffer;
pub use coroutine::CoStatus;
pub(crate) use extra::Extra;
pub use limits::{InterruptHandle, Limits};
pub use operators::CompareOp;
pub use results::os_error_text;

use crate::calls;
use crate::thread::Thread;
use core::cell::Cell;
use core::ops::{Deref, DerefMut};
use core::ptr::{self, NonNull};

/// The version of the language, as `_VERSION` has it.
pub const LUA_VERSION: &str = "Lua 5.4";
/// The version of the language as a number: 504.
pub const LUA_VERSION_NUM: i32 = 504;
/// The release of the reference that this implementation follows.
pub const LUA_RELEASE: &str = "Lua 5.4.8";
/// What a binary chunk begins with.
pub const LUA_SIGNATURE: &[u8] = b"\x1bLua";
/// All results of a call.
pub const MULT_RET: i32 = -1;
/// Most slots of a stack.
pub const MAX_STACK: i32 = crate::thread::MAX_STACK as i32;
/// Slots that a native function may use without asking.
pub const MIN_STACK: i32 = crate::thread::MIN_STACK as i32;
/// Pseudo-index of the registry.
pub const REGISTRY_INDEX: i32 = -MAX_STACK - 1000;
/// Where the registry has the main thread.
pub const RIDX_MAINTHREAD: i64 = 1;
/// Where the registry has the table of globals.
pub const RIDX_GLOBALS: i64 = 2;
/// Name in the registry of the table of loaded modules.
pub const LOADED_TABLE: &str = "_LOADED";
/// Name in the registry of the table of preloaded modules' loaders.
pub const PRELOAD_TABLE: &str = "_PRELOAD";
/// A reference that refers to nothing.
pub const NO_REF: i32 = -2;
/// The reference of `nil`.
pub const REF_NIL: i32 = -1;

/// Pseudo-index of upvalue `i` (from 1) of the running native function.
pub const fn upvalue_index(i: i32) -> i32 {
    REGISTRY_INDEX.wrapping_sub(i)
}

/// A thread of Lua as native code sees it: its stack, and through it the whole state.
///
/// It exists only behind references, which stand for the thread itself. A `&mut State` is what a native function
/// is given and what a [`MainState`] derefs to.
///
/// Each function says its effect on the stack as the manual of Lua does: `[-o, +p, x]`. It pops `o` values, then
/// pushes `p`; `x` tells about errors: `-` it raises none, `m` only for lack of memory or of stack, `v` for the
/// reasons that its description gives, `e` any, as it can run code of the program. A function that would pop more
/// values than the frame has raises an error as well; an index that names no slot reads as "no value".
pub struct State {
    // Unsized, so that two states cannot be swapped; `Cell`, so that `&State` is not shared between threads.
    _opaque: [Cell<()>],
}

impl State {
    /// A new state: no libraries, warnings off (`@on` turns them on).
    ///
    /// # Panics
    /// When there is no memory for it; see [`State::try_new`].
    #[expect(
        clippy::new_ret_no_self,
        reason = "a State is a borrowed view; MainState owns"
    )]
    pub fn new() -> MainState {
        Self::try_new().expect("no memory for a new state")
    }

    /// A new state, or `None` when there is no memory for it.
    pub fn try_new() -> Option<MainState> {
        // SAFETY: creates the thread that the result owns.
        let thread = unsafe { calls::new_state() }?;
        let mut state = MainState(NonNull::new(thread)?);
        state.set_standard_warnings();
        Some(state)
    }

    /// # Safety
    /// `thread` must be live for `'a`, and no borrow of what it lends may be in use.
    #[inline(always)]
    pub(crate) unsafe fn from_thread<'a>(thread: *mut Thread) -> &'a mut State {
        &mut *(ptr::slice_from_raw_parts_mut(thread.cast::<Cell<()>>(), 0) as *mut State)
    }

    /// The thread object that this state stands for.
    #[inline(always)]
    pub(crate) fn thread(&self) -> *mut Thread {
        ptr::from_ref(self).cast::<Thread>().cast_mut()
    }

    /// Whether this is the main thread.
    pub fn is_main(&self) -> bool {
        let l = self.thread();
        // SAFETY: fact 1.
        unsafe { ptr::eq((*(*l).global).main_thread, l) }
    }
}

/// A state and everything in it. Dropping it calls the pending finalizers and frees all.
pub struct MainState(NonNull<Thread>);

// SAFETY: all that a state holds is its own or `Send` (userdata, the warning function), and it has no ties to the
// native thread that made it.
unsafe impl Send for MainState {}

impl Deref for MainState {
    type Target = State;
    #[inline]
    fn deref(&self) -> &State {
        // SAFETY: the thread lives until drop; the borrow is that of self.
        unsafe { State::from_thread(self.0.as_ptr()) }
    }
}

impl DerefMut for MainState {
    #[inline]
    fn deref_mut(&mut self) -> &mut State {
        // SAFETY: as in deref, and the borrow is exclusive.
        unsafe { State::from_thread(self.0.as_ptr()) }
    }
}

impl Drop for MainState {
    fn drop(&mut self) {
        // SAFETY: nothing borrows from the state any more.
        unsafe { calls::close_state(self.0.as_ptr()) }
    }
}
