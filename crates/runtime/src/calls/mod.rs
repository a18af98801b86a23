//! Calls: how frames come and go.
//!
//! | file | holds |
//! |---|---|
//! | `stack` | growing and shrinking a thread's stack |
//! | `frame` | entering and leaving functions |
//! | `closing` | to-be-closed variables |
//! | `protected` | catching errors |
//! | `coroutine` | resume, yield, and what is left to do after a yield |
//! | `lifecycle` | making and closing states and threads |
//! | `load` | source text or a binary chunk to a function |

mod closing;
mod coroutine;
mod frame;
mod lifecycle;
mod load;
mod protected;
mod stack;
mod unwinding;

pub(crate) use closing::{CloseStatus, close, new_to_be_closed};
pub(crate) use coroutine::{is_pausable, pause, resume, yield_k};
pub(crate) use frame::{
    ALL_RESULTS, call, call_closure, call_no_yield, encode_result_count, has_to_be_closed, post_call,
    pre_call, pre_call_native, try_call_metamethod,
};
pub(crate) use lifecycle::{
    close_state, free_thread_parts, new_state, new_thread, reset_thread, thread_parts_bytes,
};
pub use load::LoadMode;
pub(crate) use load::{dump, load, loading};
pub(crate) use protected::protected;
pub(crate) use stack::{check_stack, grow_stack, shrink_stack, try_grow_stack};
pub(crate) use unwinding::Unwinding;
