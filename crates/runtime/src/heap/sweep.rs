//! Sweeping: frees what the last marking left white, and prepares the rest for the next one.

use super::objects::{Fate, Objects, Part};
use super::{GcHeader, Phase, age, finalizer, mark_bits, object};
use crate::closure::UpValue;
use crate::global::Global;
use crate::string;
use crate::value::tag;

/// Begins a sweep over everything.
pub(super) unsafe fn begin(g: *mut Global) {
    (*g).heap.phase = Phase::Sweep;
    (*g).heap.objects.begin_sweep(Part::All);
}

/// Sweeps a page, or a large object; returns the work done, 0 at the end.
pub(super) unsafe fn sweep_some(g: *mut Global) -> usize {
    let heap = &raw const (*g).heap;
    let (white, other_white) = ((*heap).current_white, (*heap).other_white());
    let decide = |object: *mut GcHeader| {
        let marked = (*object).marked;
        if marked & other_white != 0 {
            object::destroy(g, object);
            return Fate::Dead;
        }
        (*object).marked = marked & mark_bits::FINALIZED | white;
        Fate::Old
    };
    step(g, decide)
}

unsafe fn step(g: *mut Global, decide: impl FnMut(*mut GcHeader) -> Fate) -> usize {
    let heap = &raw mut (*g).heap;
    match Objects::sweep_some(&raw mut (*heap).objects, &raw mut (*heap).memory, decide) {
        Some((visited, freed)) => {
            (*heap).bytes -= freed;
            visited
        }
        None => 0,
    }
}

/// Sweeps everything on the way into generational mode: what is alive becomes old.
pub(super) unsafe fn make_all_old(g: *mut Global) {
    let heap = &raw mut (*g).heap;
    begin(g);
    let decide = |object: *mut GcHeader| {
        let marked = (*object).marked;
        if marked & mark_bits::WHITES != 0 {
            object::destroy(g, object);
            return Fate::Dead;
        }
        (*object).marked = marked & mark_bits::FINALIZED | age::OLD;
        match (*object).tag {
            // It has to be visited in every cycle.
            tag::THREAD => (*heap).gray_again.push(object),
            tag::UPVALUE if UpValue::is_open(object.cast()) => {}
            _ => (*object).marked |= mark_bits::BLACK,
        }
        Fate::Old
    };
    while step(g, decide) != 0 {}
}

/// Sweeps the young pages: what is white is dead, the rest grows older. No white object is new here, as the mutator
/// has not run since the marking.
pub(super) unsafe fn sweep_young(g: *mut Global) {
    let heap = &raw mut (*g).heap;
    let white = (*heap).current_white;
    (*heap).phase = Phase::Sweep;
    (*heap).objects.begin_sweep(Part::Young);
    let decide = |object: *mut GcHeader| {
        let marked = (*object).marked;
        if marked & mark_bits::WHITES != 0 {
            object::destroy(g, object);
            return Fate::Dead;
        }
        match age::of(object) {
            age::NEW => {
                (*object).marked = marked & mark_bits::FINALIZED | white | age::SURVIVAL;
                Fate::Young
            }
            // Old objects keep their colour.
            age::SURVIVAL | age::OLD0 => {
                age::set(object, age::OLD1);
                Fate::Old1
            }
            age::OLD1 => {
                age::set(object, age::OLD);
                Fate::Old
            }
            _ => Fate::Old,
        }
    };
    while step(g, decide) != 0 {}
}

/// Makes every object white and new, on the way into incremental mode.
pub(super) unsafe fn whiten_all(g: *mut Global) {
    let white = (*g).heap.current_white;
    Objects::for_each(&raw const (*g).heap.objects, |object, _| {
        (*object).marked = (*object).marked & mark_bits::FINALIZED | white;
    });
}

/// Calls all finalizers, then frees every object. The state is not usable any more.
pub(crate) unsafe fn free_all(g: *mut Global) {
    if !(*g).main_thread.is_null() {
        finalizer::call_all_finalizers((*g).main_thread);
    }
    let heap = &raw mut (*g).heap;
    Objects::for_each(&raw const (*heap).objects, |object, bytes| {
        (*heap).bytes -= bytes;
        // The interner goes as a whole.
        if (*object).tag != tag::SHORT_STRING {
            object::destroy(g, object);
        }
    });
    string::free_interner(g);
    (*heap).objects.free_all(&mut (*heap).memory);
    debug_assert_eq!((*heap).bytes, 0);
    (*heap).memory.release_all_chunks();
}
