//! Barriers: what a program does to the heap while it is being marked must not hide anything from the collector.

use super::{GcHeader, Phase, age, mark, mark_bits};
use crate::global::Global;
use crate::thread::Thread;
use crate::value::Value;

/// Whether a black `parent` would refer to a white `child`.
#[inline(always)]
pub(crate) unsafe fn breaks_invariant(parent: *mut GcHeader, child: *mut GcHeader) -> bool {
    (*parent).marked & mark_bits::BLACK != 0 && (*child).marked & mark_bits::WHITES != 0
}

/// After `child` was stored in `parent`: marks the child if the parent is already done.
#[inline]
pub(crate) unsafe fn barrier(l: *mut Thread, parent: *mut GcHeader, child: *mut GcHeader) {
    if breaks_invariant(parent, child) {
        mark_child((*l).global, parent, child);
    }
}

/// [`barrier`] for an object that may be null.
#[inline]
pub(crate) unsafe fn barrier_optional<T>(l: *mut Thread, parent: *mut GcHeader, child: *mut T) {
    if !child.is_null() {
        barrier(l, parent, child.cast());
    }
}

/// [`barrier`] for a value of any type.
#[inline(always)]
pub(crate) unsafe fn barrier_value(l: *mut Thread, parent: *mut GcHeader, v: Value) {
    if v.is_collectable() {
        barrier(l, parent, v.as_object());
    }
}

#[cold]
#[inline(never)]
unsafe fn mark_child(g: *mut Global, parent: *mut GcHeader, child: *mut GcHeader) {
    let heap = &raw mut (*g).heap;
    if (*heap).keeps_invariant() {
        mark::mark_object(g, child);
        if age::is_old(parent) {
            age::set(child, age::OLD0);
        }
    } else {
        // Sweeping would make the parent white anyway; now no more barriers are needed.
        debug_assert_eq!((*heap).phase, Phase::Sweep);
        (*parent).marked ^= mark_bits::BLACK | (*heap).current_white;
    }
}

/// After `v` was stored in the table or userdata `parent`: makes the parent gray again if it is already done.
#[inline(always)]
pub(crate) unsafe fn barrier_back(l: *mut Thread, parent: *mut GcHeader, v: Value) {
    if v.is_collectable() && breaks_invariant(parent, v.as_object()) {
        make_gray_again((*l).global, parent);
    }
}

#[cold]
#[inline(never)]
unsafe fn make_gray_again(g: *mut Global, parent: *mut GcHeader) {
    let heap = &raw mut (*g).heap;
    if !(*heap).keeps_invariant() {
        (*parent).marked ^= mark_bits::BLACK | (*heap).current_white;
    } else if age::of(parent) == age::TOUCHED2 {
        // It is in the list already.
        (*parent).marked &= !mark_bits::BLACK;
        age::set(parent, age::TOUCHED1);
    } else {
        (*heap).gray_again.push(parent);
        if age::is_old(parent) {
            age::set(parent, age::TOUCHED1);
        }
    }
}

/// Brings back an object that may be dead but is not swept yet.
#[inline]
pub(crate) unsafe fn resurrect(g: *mut Global, object: *mut GcHeader) {
    if (*object).marked & (*g).heap.other_white() != 0 {
        (*object).marked ^= mark_bits::WHITES;
    }
}
