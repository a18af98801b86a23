//! Finalizers: `__gc` metamethods, called in the reverse order in which their objects were marked.

use super::mark::mark_object;
use super::{GcHeader, mark_bits};
use crate::calls;
use crate::global::Global;
use crate::metamethod::{self, Event};
use crate::string;
use crate::table::Table;
use crate::thread::{Thread, call_status};
use crate::throw::Status;
use crate::value::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Marks an object for finalization if the metatable that it just got has a `__gc` field (manual, §2.5.3).
pub(crate) unsafe fn check_finalizer(l: *mut Thread, object: *mut GcHeader, metatable: *mut Table) {
    let g = (*l).global;
    if (*object).marked & mark_bits::FINALIZED != 0
        || (*g).heap.closing
        || metamethod::fast_get(g, metatable, Event::Gc).is_null()
    {
        return;
    }
    (*object).marked |= mark_bits::FINALIZED;
    (*g).heap.finalizable.push(object);
}

/// Moves the objects that are not reachable (or all) to the queue of finalizers, the ones marked last first.
pub(super) unsafe fn separate(g: *mut Global, all: bool) {
    let heap = &raw mut (*g).heap;
    let objects = core::mem::take(&mut (*heap).finalizable);
    let first_new = (*heap).to_finalize.len();
    for object in objects {
        if all || (*object).marked & mark_bits::WHITES != 0 {
            // Later ones go before earlier ones of this round.
            (*heap).to_finalize.insert(first_new, object);
        } else {
            (*heap).finalizable.push(object);
        }
    }
}

/// Marks the objects that wait for their finalizer: it will see them.
pub(super) unsafe fn mark_pending(g: *mut Global) {
    for i in 0..(*g).heap.to_finalize.len() {
        mark_object(g, (&(*g).heap.to_finalize)[i]);
    }
}

/// Calls up to `limit` pending finalizers; returns how many.
pub(super) unsafe fn call_some(l: *mut Thread, limit: usize) -> usize {
    let mut count = 0;
    while count < limit && call_next(l) {
        count += 1;
    }
    count
}

unsafe fn call_next(l: *mut Thread) -> bool {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    let Some(object) = (*heap).to_finalize.pop_front() else {
        return false;
    };
    (*object).marked &= !mark_bits::FINALIZED;
    let value = Value::object(object);
    let method = metamethod::get_by_object(l, &raw const value, Event::Gc);
    if method.is_nil() {
        return true;
    }
    let allow_hook = (*l).allow_hook;
    let busy = (*heap).busy;
    (*heap).busy = true;
    (*l).allow_hook = false;
    let top = Thread::save_stack(l, (*l).top);
    let ci = (*l).call_info;
    let handler = 0;
    let status = {
        if calls::check_stack(l, 2).is_err() {
            Status::MemoryError
        } else {
            Thread::push(l, method);
            Thread::push(l, value);
            (*ci).call_status |= call_status::FINALIZER;
            let called = catch_unwind(AssertUnwindSafe(|| {
                calls::protected(l, top, handler, |l| {
                    let func = (*l).top.sub(2);
                    calls::call_no_yield(l, func, 0)
                })
            }));
            let status = called.unwrap_or_else(|payload| {
                // The heap is at work, which a panic must not interrupt. Its message has been printed.
                core::mem::forget(payload);
                Thread::push(l, Value::NIL);
                Status::RuntimeError
            });
            (*ci).call_status &= !call_status::FINALIZER;
            status
        }
    };
    (*l).allow_hook = allow_hook;
    (*heap).busy = busy;
    if status != Status::Ok {
        warn_of_error(g, Value::get((*l).top.sub(1)), "__gc");
        (*l).top = Thread::restore_stack(l, top);
    }
    true
}

/// The warning for an error that nobody can catch.
unsafe fn warn_of_error(g: *mut Global, error: Value, place: &str) {
    let text: &[u8] = if error.is_string() {
        string::bytes(error.as_string())
    } else {
        b"error object is not a string"
    };
    let Some(mut warn) = (*g).warn.take() else { return };
    for (piece, more) in [
        (&b"error in "[..], true),
        (place.as_bytes(), true),
        (b" (", true),
        (text, true),
        (b")", false),
    ] {
        warn(piece, more);
    }
    // The function may not have set another one meanwhile: it has no state to do so.
    (*g).warn = Some(warn);
}

/// Calls the finalizers of all objects that have one; from now on no object gets one.
pub(crate) unsafe fn call_all_finalizers(l: *mut Thread) {
    let g = (*l).global;
    (*g).heap.closing = true;
    separate(g, true);
    while call_next(l) {}
}
