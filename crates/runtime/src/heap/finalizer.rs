//! Finalizers: `__gc` metamethods, called in the reverse order in which their objects were marked for finalization.
//!
//! An object that has one is noted in a list, the last marked first. When it turns out to be dead, its note moves to
//! the end of the list of those whose finalizers are to be called, and the object lives on until that is done.

use super::mark::mark_object;
use super::{GcHeader, mark_bits};
use crate::calls;
use crate::global::Global;
use crate::heap;
use crate::limits;
use crate::metamethod::{self, Event};
use crate::string;
use crate::table::Table;
use crate::thread::{Thread, call_status};
use crate::throw::{LuaResult, Status};
use crate::value::Value;
use core::ptr::null_mut;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// An object with a finalizer.
struct Note {
    next: *mut Note,
    object: *mut GcHeader,
}

/// What a note takes.
pub(super) const NOTE_SIZE: usize = super::blocks::footprint(size_of::<Note>());

/// All objects with finalizers.
pub(super) struct Finalizers {
    /// Objects that are, as far as known, alive; the last marked first.
    alive: *mut Note,
    /// In generational mode: the notes from here on were made before the last collection, and before the one before
    /// it. The objects of the latter are old.
    survival: *mut Note,
    old: *mut Note,
    /// Objects whose finalizers are to be called, next first.
    pending: *mut Note,
}

impl Finalizers {
    pub(super) const NONE: Finalizers = Finalizers {
        alive: null_mut(),
        survival: null_mut(),
        old: null_mut(),
        pending: null_mut(),
    };

    pub(super) fn has_pending(&self) -> bool {
        !self.pending.is_null()
    }

    /// The objects of all notes.
    pub(super) unsafe fn objects(&self) -> impl Iterator<Item = *mut GcHeader> {
        let (mut note, mut rest) = (self.alive, self.pending);
        core::iter::from_fn(move || {
            if note.is_null() {
                note = core::mem::replace(&mut rest, null_mut());
            }
            if note.is_null() {
                return None;
            }
            // SAFETY: notes are freed only when they leave the lists.
            let Note { next, object } = unsafe { note.read() };
            note = next;
            Some(object)
        })
    }

    /// All objects noted so far become old.
    pub(super) fn make_all_old(&mut self) {
        self.survival = self.alive;
        self.old = self.alive;
    }

    /// All objects become new.
    pub(super) fn make_all_new(&mut self) {
        self.survival = null_mut();
        self.old = null_mut();
    }

    /// After a minor collection.
    pub(super) fn grow_older(&mut self) {
        self.old = self.survival;
        self.survival = self.alive;
    }
}

/// Marks an object for finalization if the metatable that it just got has a `__gc` field (manual, §2.5.3).
pub(crate) unsafe fn check_finalizer(
    l: *mut Thread,
    object: *mut GcHeader,
    metatable: *mut Table,
) -> LuaResult {
    let g = (*l).global;
    if (*object).marked & mark_bits::FINALIZED != 0
        || (*g).heap.closing
        || metamethod::fast_get(g, metatable, Event::Gc).is_null()
    {
        return Ok(());
    }
    let note = heap::reallocate(l, null_mut(), 0, size_of::<Note>())?.cast::<Note>();
    let finalizers = &mut (*g).heap.finalizers;
    note.write(Note {
        next: finalizers.alive,
        object,
    });
    finalizers.alive = note;
    (*object).marked |= mark_bits::FINALIZED;
    Ok(())
}

/// Moves the objects that are not reachable (or all) to the end of those whose finalizers are to be called.
pub(super) unsafe fn separate(g: *mut Global, all: bool) {
    let finalizers = &raw mut (*g).heap.finalizers;
    let mut last = &raw mut (*finalizers).pending;
    while !(*last).is_null() {
        last = &raw mut (**last).next;
    }
    let mut link = &raw mut (*finalizers).alive;
    while *link != (*finalizers).old {
        let note = *link;
        if all || (*(*note).object).marked & mark_bits::WHITES != 0 {
            if note == (*finalizers).survival {
                (*finalizers).survival = (*note).next;
            }
            *link = (*note).next;
            (*note).next = null_mut();
            *last = note;
            last = &raw mut (*note).next;
        } else {
            link = &raw mut (*note).next;
        }
    }
}

/// Marks the objects that wait for their finalizer: it will see them.
pub(super) unsafe fn mark_pending(g: *mut Global) -> usize {
    let mut count = 0;
    let mut note = (*g).heap.finalizers.pending;
    while !note.is_null() {
        mark_object(g, (*note).object);
        note = (*note).next;
        count += 1;
    }
    count
}

/// Calls up to `limit` pending finalizers; returns how many.
pub(super) unsafe fn call_some(l: *mut Thread, limit: usize) -> usize {
    let mut count = 0;
    while count < limit && call_next(l) {
        count += 1;
    }
    count
}

/// Takes the next object whose finalizer is to be called; it is an ordinary object from then on.
unsafe fn take_next(g: *mut Global) -> *mut GcHeader {
    let note = (*g).heap.finalizers.pending;
    if note.is_null() {
        return null_mut();
    }
    let object = (*note).object;
    (*g).heap.finalizers.pending = (*note).next;
    heap::free(g, note.cast(), size_of::<Note>());
    (*object).marked &= !mark_bits::FINALIZED;
    object
}

unsafe fn call_next(l: *mut Thread) -> bool {
    let g = (*l).global;
    if limits::is_stopped(g) {
        // No code of the script runs any more; the objects keep their places.
        return false;
    }
    let object = take_next(g);
    if object.is_null() {
        return false;
    }
    let value = Value::object(object);
    let method = metamethod::get_by_object(l, &raw const value, Event::Gc);
    if method.is_nil() {
        return true;
    }
    let allow_hook = (*l).allow_hook;
    let was_finalizing = core::mem::replace(&mut (*g).heap.finalizing, true);
    (*l).allow_hook = false;
    let top = Thread::save_stack(l, (*l).top);
    let ci = (*l).call_info;
    // The extra slots of the stack have room for both.
    Thread::push(l, method);
    Thread::push(l, value);
    (*ci).call_status |= call_status::FINALIZER;
    let called = catch_unwind(AssertUnwindSafe(|| {
        calls::protected(l, top, 0, |l| {
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
    (*l).allow_hook = allow_hook;
    (*g).heap.finalizing = was_finalizing;
    if status != Status::Ok {
        if status != Status::Stopped {
            warn_of_error(g, Value::get((*l).top.sub(1)), "__gc");
        }
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
    heap::enter_incremental_mode(g);
    separate(g, true);
    while call_next(l) {}
    // Those of a script that was stopped are not called.
    while !take_next(g).is_null() {}
}
