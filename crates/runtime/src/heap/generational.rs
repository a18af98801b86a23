//! Generational mode: most objects die young, so most collections look at young ones alone.
//!
//! See the [ages](super::age) of objects. Between two collections of this mode the heap is in the phase `Propagate`
//! with an empty list of gray objects: old objects are black, young ones white, and the barriers work as they do while
//! marking goes on. What a minor collection marks from, besides the roots, are the old objects that were touched
//! (`gray_again`) and those that have just become old: they may refer to objects a cycle younger.

use super::cycle::{atomic, check_sizes, run_until};
use super::gray::GrayList;
use super::incremental::set_pause;
use super::mark::mark_anew;
use super::objects::Objects;
use super::{Heap, Mode, Phase, age, finalizer, mark_bits, sweep};
use crate::global::Global;
use crate::thread::Thread;
use crate::value::tag;
use core::ptr::null_mut;

/// Enters generational mode: marks everything, makes all old that is alive. Returns the work that the marking took.
pub(super) unsafe fn enter(l: *mut Thread) -> usize {
    let g = (*l).global;
    run_until(l, Phase::Pause);
    run_until(l, Phase::Propagate);
    (*g).heap.collecting = true;
    let work = atomic(l);
    finish_entering(l);
    set_minor_debt(g);
    work
}

/// Leaves generational mode: everything is new and white.
pub(crate) unsafe fn enter_incremental_mode(g: *mut Global) {
    let heap = &raw mut (*g).heap;
    if (*heap).mode == Mode::Generational {
        sweep::whiten_all(g);
        (*heap).finalizers.make_all_new();
        (*heap).phase = Phase::Pause;
        (*heap).mode = Mode::Incremental;
    }
    (*heap).work_of_bad_collection = 0;
}

/// After `atomic`: the sweep that makes everything old.
unsafe fn finish_entering(l: *mut Thread) {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    (*heap).forget_gray();
    sweep::make_all_old(g);
    (*heap).finalizers.make_all_old();
    (*heap).mode = Mode::Generational;
    (*heap).work_of_bad_collection = 0;
    (*heap).estimate = (*heap).bytes;
    finish_collection(l);
}

/// A major collection. Returns the work that the marking took.
pub(super) unsafe fn full(l: *mut Thread) -> usize {
    enter_incremental_mode((*l).global);
    enter(l)
}

/// A minor collection. Returns the work that the marking took.
pub(super) unsafe fn collect_young(l: *mut Thread) -> usize {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    (*heap).collecting = true;
    mark_from_old1(g);
    let work = atomic(l);
    sweep::sweep_young(g);
    (*heap).finalizers.grow_older();
    finish_collection(l);
    work
}

/// Marks from the objects that became old in the last collection. Gray ones are in a list already.
unsafe fn mark_from_old1(g: *mut Global) {
    Objects::for_each_beside_old1(&raw const (*g).heap.objects, |object| {
        if age::of(object) == age::OLD1 {
            age::set(object, age::OLD);
            if (*object).marked & mark_bits::BLACK != 0 {
                mark_anew(g, object);
            }
        }
    });
}

unsafe fn finish_collection(l: *mut Thread) {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    keep_touched(&mut *heap);
    check_sizes(g);
    (*heap).phase = Phase::Propagate;
    (*heap).collecting = false;
    if !(*heap).emergency {
        finalizer::call_some(l, usize::MAX);
    }
}

/// Goes through all gray lists. What was touched in this cycle stays in `gray_again` for the next one, black again
/// for the barrier; so do threads, which are always gray. Everything else leaves the lists; what was touched in the
/// cycle before, and not since, is an ordinary old object again.
unsafe fn keep_touched(heap: &mut Heap) {
    let lists = [
        heap.gray_again.take(),
        heap.weak_values.take(),
        heap.all_weak.take(),
        heap.ephemerons.take(),
    ];
    let mut kept = GrayList::EMPTY;
    for object in lists.iter().flat_map(|list| list.iter(null_mut())) {
        if (*object).marked & mark_bits::WHITES != 0 {
            continue;
        }
        match age::of(object) {
            age::TOUCHED1 => {
                kept.push(object);
                age::set(object, age::TOUCHED2);
            }
            _ if (*object).tag == tag::THREAD => {
                kept.push(object);
                continue;
            }
            age::TOUCHED2 => age::set(object, age::OLD),
            _ => {}
        }
        (*object).marked |= mark_bits::BLACK;
    }
    heap.gray_again = kept;
}

/// The next minor collection comes when memory in use has grown by `minor` percent.
unsafe fn set_minor_debt(g: *mut Global) {
    let heap = &raw mut (*g).heap;
    let growth = ((*heap).bytes / 100).saturating_mul((*heap).parameters.minor as usize);
    (*heap).set_debt(-(growth as isize));
    (*heap).release_memory();
}

/// A step: usually a minor collection. If memory in use has grown by `major` percent since the last major collection,
/// another one is due; and if that frees less than half of the growth, it was a bad one: the program is building up
/// something large, and steps are major collections until one is good again.
pub(super) unsafe fn step(l: *mut Thread) {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    if (*heap).work_of_bad_collection != 0 {
        return step_after_bad_collection(l);
    }
    let base = (*heap).estimate;
    let growth = (base / 100).saturating_mul((*heap).parameters.major.get() as usize);
    if (*heap).debt() > 0 && (*heap).bytes > base.saturating_add(growth) {
        let work = full(l);
        if (*heap).bytes >= base.saturating_add(growth / 2) {
            (*heap).work_of_bad_collection = work;
            set_pause(g);
        }
    } else {
        collect_young(l);
        set_minor_debt(g);
        (*heap).estimate = base;
    }
}

/// A major collection; it goes back to generational mode if it was a good one, with less than 9/8 of the work of the
/// last. (How much it frees is not known when that has to be decided.)
unsafe fn step_after_bad_collection(l: *mut Thread) {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    let last_work = (*heap).work_of_bad_collection;
    if (*heap).mode == Mode::Generational {
        enter_incremental_mode(g);
    }
    run_until(l, Phase::Propagate);
    (*heap).collecting = true;
    let work = atomic(l);
    if work < last_work + last_work / 8 {
        finish_entering(l);
        set_minor_debt(g);
    } else {
        (*heap).estimate = (*heap).bytes;
        sweep::begin(g);
        (*heap).collecting = false;
        run_until(l, Phase::Pause);
        set_pause(g);
        (*heap).work_of_bad_collection = work;
    }
}
