//! The virtual machine of Moonquakes: values, heap, interpreter and the [`State`] API.
//!
//! ```text
//! value        what a slot holds                 heap         pages, marking, sweeping, finalizers
//! string       interned and long strings         interpreter  ops and their handlers, arithmetic, comparison
//! table        array part and node part          calls        frames, native calls, protected calls, coroutines
//! closure      functions, protos, upvalues       metamethod   events and their fallbacks
//! userdata     host data                         debug        names and lines for messages, tracebacks, hooks
//! thread       value stack and CallInfo          state        the public API, by section of the manual
//! global       what all threads share            number       text to number and back
//! limits       what scripts may use              typed        Rust types on the stack
//! iteration    what `pairs` and `ipairs` return
//! ```
//!
//! # The rules of the unsafe core
//!
//! Inside this crate objects are raw pointers and almost every function is `unsafe`, with one contract:
//!
//! 1. **Liveness.** A pointer to a heap object is good until the next point that can collect, unless the object
//!    is reachable: from a stack below `top` (or below the frame's top in a Lua frame), the registry, an open
//!    upvalue. A function that allocates says so by returning [`LuaResult`](throw::LuaResult) and collects only
//!    where it calls `heap::check_gc`.
//! 2. **Stack pointers** (`*mut Value` into a thread's stack) go stale whenever the stack may grow: in any call
//!    that can run Lua or native code, and in `calls::grow_stack`. Keep an offset across such a call.
//! 3. **Barriers.** After storing a collectable value into an object other than the running thread's stack:
//!    `heap::barrier` for closures, upvalues, protos and metatables, `heap::barrier_back` for tables and userdata.
//! 4. **One thread of control.** A state is used by one native thread at a time; nothing here is shared.
//! 5. **Values are copied as payload and tag** (see [`value`]).
//!
//! The public API in [`state`] is safe: it checks what a caller can get wrong.

// The contract above is that of every unsafe function here; repeating it on each block would drown the exceptions,
// which are written where they occur.
#![allow(unsafe_op_in_unsafe_fn)]

pub(crate) mod calls;
pub(crate) mod closure;
pub(crate) mod debug;
pub(crate) mod global;
pub(crate) mod heap;
pub(crate) mod interpreter;
pub mod iteration;
pub(crate) mod limits;
pub(crate) mod metamethod;
pub mod number;
pub mod platform;
pub mod state;
pub(crate) mod string;
pub(crate) mod table;
pub(crate) mod thread;
pub mod throw;
pub mod typed;
pub(crate) mod userdata;
pub mod value;

pub use debug::{DebugInfo, HookEvent, MASK_CALL, MASK_COUNT, MASK_LINE, MASK_RETURN};
pub use state::{
    ArithOp, Buffer, CoStatus, CompareOp, GcMode, InterruptHandle, LOADED_TABLE, LUA_RELEASE, LUA_SIGNATURE,
    LUA_VERSION, LUA_VERSION_NUM, Limit, Limits, LoadMode, MAX_STACK, MIN_STACK, MULT_RET, MainState, NO_REF,
    PRELOAD_TABLE, REF_NIL, REGISTRY_INDEX, RIDX_GLOBALS, RIDX_MAINTHREAD, State, os_error_text,
    upvalue_index,
};
pub use thread::{Continuation, Hook};
pub use throw::{LuaResult, Status, Throw};
pub use typed::{
    Class, Error, FromLua, FromLuaMulti, Function, Handle, IntoLua, IntoLuaMulti, Mismatch, Raise, Rest,
    Table, UserType,
};
pub use value::{NativeFunction, Type};
