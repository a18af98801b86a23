//! A collection cycle, step by step, and what both modes do the same way.

use super::mark::{
    close_upvalues_of_dead_threads, mark_global, mark_held_upvalues, mark_object, mark_roots, propagate_all,
    propagate_one,
};
use super::weak::{Seen, clear_dead_keys, clear_dead_values, converge_ephemerons};
use super::{Mode, Phase, finalizer, generational, incremental, mark_bits, sweep};
use crate::global::Global;
use crate::limits;
use crate::string;
use crate::thread::Thread;

/// Finalizers called in one step.
const FINALIZERS_AT_ONCE: usize = 10;
/// What a call of a finalizer counts as work.
const FINALIZER_WORK: usize = 50;
/// Bytes allocated between two looks at a collector that is not running.
const LOOK_AGAIN: isize = 2000;

/// Whether a step is due.
#[inline(always)]
pub(crate) unsafe fn is_due(l: *mut Thread) -> bool {
    cfg!(feature = "gc-stress") || (*(*l).global).heap.debt() > 0
}

/// Does a step if one is due. Everything that the caller needs has to be reachable, and its registers below the top.
#[inline(always)]
pub(crate) unsafe fn check_gc(l: *mut Thread) {
    if is_due(l) {
        step(l);
    }
}

/// Does a step, if the collector is running.
#[cold]
#[inline(never)]
pub(crate) unsafe fn step(l: *mut Thread) {
    let heap = &raw mut (*(*l).global).heap;
    if !(*heap).is_running() {
        (*heap).set_debt(-LOOK_AGAIN);
        return;
    }
    #[cfg(feature = "gc-stress")]
    {
        super::stress::at_check(l);
        if (*heap).debt() <= 0 {
            return;
        }
    }
    if (*heap).is_in_generational_mode() {
        generational::step(l);
    } else {
        incremental::step(l);
    }
}

/// The smallest piece of an incremental cycle; returns the work done.
pub(super) unsafe fn single_step(l: *mut Thread) -> usize {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    debug_assert!(!(*heap).collecting);
    (*heap).collecting = true;
    let work = match (*heap).phase {
        Phase::Pause => {
            mark_roots(g);
            (*heap).phase = Phase::Propagate;
            1
        }
        Phase::Propagate if (*heap).gray.is_empty() => {
            (*heap).phase = Phase::Atomic;
            0
        }
        Phase::Propagate => propagate_one(g),
        Phase::Atomic => {
            let work = atomic(l);
            sweep::begin(g);
            (*heap).estimate = (*heap).bytes;
            work
        }
        Phase::Sweep => {
            let before = (*heap).bytes;
            let work = sweep::sweep_some(g);
            (*heap).estimate -= before - (*heap).bytes;
            if work == 0 {
                check_sizes(g);
                (*heap).phase = Phase::Finalize;
            }
            work
        }
        Phase::Finalize
            if (*heap).finalizers.has_pending() && !((*heap).emergency || limits::is_stopped(g)) =>
        {
            // Collections are possible while finalizers run.
            (*heap).collecting = false;
            finalizer::call_some(l, FINALIZERS_AT_ONCE) * FINALIZER_WORK
        }
        Phase::Finalize => {
            (*heap).phase = Phase::Pause;
            0
        }
    };
    (*heap).collecting = false;
    work
}

/// Goes on with an incremental cycle until a phase is reached.
pub(super) unsafe fn run_until(l: *mut Thread, phase: Phase) {
    let heap = &raw const (*(*l).global).heap;
    loop {
        if (*heap).phase == phase {
            return;
        }
        single_step(l);
    }
}

/// Marks in one go what is reachable and not marked yet, and clears what refers weakly to the rest. Returns the work
/// done.
pub(super) unsafe fn atomic(l: *mut Thread) -> usize {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    (*heap).phase = Phase::Atomic;
    let again = (*heap).gray_again.take();
    mark_object(g, l.cast());
    mark_global(g);
    let mut work = propagate_all(g);
    mark_held_upvalues(g);
    work += propagate_all(g);
    (*heap).gray = again;
    work += propagate_all(g);
    converge_ephemerons(g);
    // All that is reachable by strong references is marked.
    let seen = clear_dead_values(g, Seen::NONE);
    finalizer::separate(g, false);
    work += finalizer::mark_pending(g);
    work += propagate_all(g);
    converge_ephemerons(g);
    // So is all that finalizers will be able to reach.
    clear_dead_keys(g);
    clear_dead_values(g, seen);
    close_upvalues_of_dead_threads(g);
    (*g).cache.clear_dead();
    (*heap).current_white ^= mark_bits::WHITES;
    work
}

/// Gives back memory that the collector's own structures need no more.
pub(super) unsafe fn check_sizes(g: *mut Global) {
    if !(*g).heap.emergency {
        string::shrink_interner(g);
    }
}

/// A whole cycle. In an emergency no finalizer is called and no stack moves.
pub(crate) unsafe fn full_collect(l: *mut Thread, emergency: bool) {
    let heap = &raw mut (*(*l).global).heap;
    // Whoever asks for whole cycles again and again pays for them.
    limits::note((*l).global, limits::cost_of_bytes((*heap).bytes).into());
    debug_assert!(!(*heap).emergency);
    (*heap).emergency = emergency;
    match (*heap).mode {
        Mode::Incremental => incremental::full(l),
        Mode::Generational => drop(generational::full(l)),
    }
    (*heap).emergency = false;
}

/// A whole cycle for an allocation that failed, unless the collector is at work already.
#[cold]
#[inline(never)]
pub(crate) unsafe fn collect_in_emergency(l: *mut Thread) {
    if !(*(*l).global).heap.collecting {
        full_collect(l, true);
    }
}
