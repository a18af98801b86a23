//! Panics of native functions: they unwind through the machine to whoever catches them, and leave it as usable as an
//! error would.
//!
//! Each call from native code notes what it has to put back. Nothing is caught here, so a call that ends well
//! costs a few stores.

use crate::closure::close_upvalues;
use crate::thread::{CallInfo, Thread};
use crate::throw::Status;
use crate::value::Value;
use core::mem;

/// Brings a thread back to a frame if a panic passes.
pub(crate) struct Unwinding {
    l: *mut Thread,
    call_info: *mut CallInfo,
    /// What becomes the top of the stack, as an offset.
    top: u32,
    native_calls: u32,
    message_handler: u32,
    allow_hook: bool,
}

impl Unwinding {
    #[inline(always)]
    pub(crate) unsafe fn prepare(l: *mut Thread, top: usize) -> Unwinding {
        Unwinding {
            l,
            call_info: (*l).call_info,
            top: top as u32,
            native_calls: (*l).native_calls,
            message_handler: (*l).message_handler,
            allow_hook: (*l).allow_hook,
        }
    }

    /// No panic passed.
    #[inline(always)]
    pub(crate) fn done(self) {
        mem::forget(self);
    }
}

impl Drop for Unwinding {
    #[cold]
    fn drop(&mut self) {
        let l = self.l;
        // SAFETY: the thread that makes a call outlives it.
        unsafe {
            let top = Thread::restore_stack(l, self.top as usize);
            close_upvalues(l, top);
            while (*l)
                .to_be_closed
                .last()
                .is_some_and(|&variable| variable >= self.top)
            {
                (*l).to_be_closed.pop();
            }
            (*l).top = top;
            (*l).call_info = self.call_info;
            (*l).native_calls = self.native_calls;
            (*l).message_handler = self.message_handler;
            (*l).allow_hook = self.allow_hook;
        }
    }
}

/// Ends a coroutine if a panic passes, as an error would.
pub(super) struct EndOnPanic(*mut Thread);

impl EndOnPanic {
    pub(super) fn prepare(co: *mut Thread) -> EndOnPanic {
        EndOnPanic(co)
    }

    /// No panic passed.
    pub(super) fn done(self) {
        mem::forget(self);
    }
}

impl Drop for EndOnPanic {
    fn drop(&mut self) {
        let co = self.0;
        // SAFETY: who resumes a coroutine keeps it alive.
        unsafe {
            (*co).status = Status::RuntimeError as u8;
            Value::set_nil((*co).top);
            (*co).top = (*co).top.add(1);
            (*(*co).call_info).top = (*co).top;
        }
    }
}
