//! The collector's pace: when to start, and how much to do at each step.
//!
//! As in the reference, a cycle starts when memory in use reaches `pause` percent of what was in use after the last
//! one; then, for every `2^step_size` bytes allocated, `step_multiplier` units of work are done for each 16 of them.

use super::mark::{mark_global, mark_held_upvalues, mark_object, mark_roots, propagate_all, propagate_one};
use super::weak::{clear_by_keys, clear_by_values, converge_ephemerons};
use super::{Phase, finalizer, mark_bits, sweep};
use crate::global::Global;
use crate::thread::Thread;

/// The parameters of incremental collection (manual, §2.5.1).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// Percent of the memory in use at which a new cycle starts.
    pub pause: u32,
    /// Units of work per 16 bytes allocated.
    pub step_multiplier: u32,
    /// log2 of the bytes allocated between steps.
    pub step_size: u32,
}

impl Default for Pace {
    fn default() -> Pace {
        Pace {
            pause: 200,
            step_multiplier: 100,
            step_size: 13,
        }
    }
}

/// Finalizers called in one step.
const FINALIZERS_AT_ONCE: usize = 10;
/// What a call of a finalizer counts as work.
const FINALIZER_WORK: usize = 50;
/// Bytes that a unit of work stands for.
const WORK_TO_BYTES: usize = 16;

/// Whether a step is due.
#[inline(always)]
pub(crate) unsafe fn is_due(l: *mut Thread) -> bool {
    let heap = &raw const (*(*l).global).heap;
    (*heap).bytes > (*heap).threshold
}

/// Does a step if one is due. Everything that the caller needs has to be reachable, and its registers below the top.
#[inline(always)]
pub(crate) unsafe fn check_gc(l: *mut Thread) {
    if is_due(l) {
        step(l);
    }
}

/// Stops the collector on behalf of the program.
pub(crate) unsafe fn stop(g: *mut Global) {
    (*g).heap.stopped = true;
    (*g).heap.threshold = usize::MAX;
}

/// Lets the collector run again; a step is due at once.
pub(crate) unsafe fn restart(g: *mut Global) {
    (*g).heap.stopped = false;
    (*g).heap.threshold = (*g).heap.bytes;
}

/// Whether the program lets the collector run.
pub(crate) unsafe fn is_running(g: *mut Global) -> bool {
    !(*g).heap.stopped
}

/// Whether a step or a finalizer is running, so that the program cannot steer the collector.
pub(crate) unsafe fn is_stopped_internally(g: *mut Global) -> bool {
    (*g).heap.busy || (*g).heap.closing
}

/// Bytes in use.
pub(crate) unsafe fn total_bytes(g: *mut Global) -> usize {
    (*g).heap.bytes
}

/// Sets the pause, in percent, and returns the one before. Nothing below 0 is meaningful.
pub(crate) unsafe fn set_pause(g: *mut Global, percent: i32) -> i32 {
    core::mem::replace(&mut (*g).heap.pace.pause, percent.max(0) as u32) as i32
}

/// Sets the units of work per 16 bytes allocated, and returns the number before.
pub(crate) unsafe fn set_step_multiplier(g: *mut Global, multiplier: i32) -> i32 {
    core::mem::replace(&mut (*g).heap.pace.step_multiplier, multiplier.max(0) as u32) as i32
}

/// Sets the logarithm of the bytes between steps.
pub(crate) unsafe fn set_step_size(g: *mut Global, log2_bytes: i32) {
    (*g).heap.pace.step_size = log2_bytes.clamp(0, 62) as u32;
}

/// A step on behalf of the program: a basic one for 0, else as if so many kilobytes had been allocated. Returns whether
/// it ended a cycle.
pub(crate) unsafe fn user_step(l: *mut Thread, kilobytes: i32) -> bool {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    let stopped = core::mem::replace(&mut (*heap).stopped, false);
    let allowance = (kilobytes.max(0) as usize).saturating_mul(1024);
    (*heap).threshold = (*heap).bytes.saturating_sub(allowance);
    step(l);
    let ended = (*heap).phase == Phase::Pause;
    if stopped {
        stop(g);
    }
    ended
}

unsafe fn set_threshold(g: *mut Global, threshold: usize) {
    (*g).heap.threshold = if (*g).heap.stopped { usize::MAX } else { threshold };
}

/// A basic step: pays for what was allocated since the last one.
#[cold]
#[inline(never)]
pub(crate) unsafe fn step(l: *mut Thread) {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    let step_bytes = 1usize << (*heap).pace.step_size.min(40);
    if (*heap).busy || (*heap).stopped {
        // Not now; look again after as much again.
        set_threshold(g, (*heap).bytes.saturating_add(step_bytes));
        return;
    }
    (*heap).busy = true;
    let multiplier = (*heap).pace.step_multiplier.max(1) as usize;
    let owed = (*heap).bytes.saturating_sub((*heap).threshold) + step_bytes;
    let mut work_left = (owed / WORK_TO_BYTES).saturating_mul(multiplier) as isize;
    loop {
        work_left -= single_step(l) as isize;
        if (*heap).phase == Phase::Pause {
            wait_for_next_cycle(g);
            break;
        }
        if work_left <= 0 {
            set_threshold(g, (*heap).bytes.saturating_add(step_bytes));
            break;
        }
    }
    (*heap).busy = false;
}

unsafe fn wait_for_next_cycle(g: *mut Global) {
    let heap = &raw const (*g).heap;
    let threshold = ((*heap).estimate / 100).saturating_mul((*heap).pace.pause as usize);
    set_threshold(g, threshold.max((*heap).bytes));
}

/// The smallest piece of a cycle; returns the work done.
pub(crate) unsafe fn single_step(l: *mut Thread) -> usize {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    match (*heap).phase {
        Phase::Pause => {
            (*heap).phase = Phase::Propagate;
            mark_roots(g);
            1
        }
        Phase::Propagate => {
            if (*heap).gray.is_empty() {
                (*heap).phase = Phase::Atomic;
                0
            } else {
                propagate_one(g)
            }
        }
        Phase::Atomic => {
            let work = atomic(l);
            sweep::begin(&mut *heap);
            (*heap).estimate = (*heap).bytes;
            work
        }
        Phase::Sweep => {
            let before = (*heap).bytes;
            let work = sweep::sweep_some(g);
            (*heap).estimate = (*heap)
                .estimate
                .saturating_sub(before.saturating_sub((*heap).bytes));
            if work == 0 {
                (*heap).phase = Phase::Finalize;
            }
            work
        }
        Phase::Finalize => {
            if (*heap).to_finalize.is_empty() || (*heap).emergency {
                (*heap).phase = Phase::Pause;
                0
            } else {
                finalizer::call_some(l, FINALIZERS_AT_ONCE) * FINALIZER_WORK
            }
        }
    }
}

/// What must not be interrupted between marking and sweeping.
unsafe fn atomic(l: *mut Thread) -> usize {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    let again = core::mem::take(&mut (*heap).gray_again);
    mark_object(g, l.cast());
    mark_global(g);
    let mut work = propagate_all(g);
    mark_held_upvalues(g);
    work += propagate_all(g);
    (*heap).gray = again;
    work += propagate_all(g);
    converge_ephemerons(g);
    // All strongly reachable objects are marked.
    let weak_values = core::mem::take(&mut (*heap).weak_values);
    let all_weak = core::mem::take(&mut (*heap).all_weak);
    clear_by_values(g, &weak_values);
    clear_by_values(g, &all_weak);
    finalizer::separate(g, false);
    finalizer::mark_pending(g);
    work += propagate_all(g);
    converge_ephemerons(g);
    // All objects that finalizers can reach are marked too.
    let ephemerons = core::mem::take(&mut (*heap).ephemerons);
    clear_by_keys(g, &ephemerons);
    clear_by_keys(g, &all_weak);
    let resurrected_values = core::mem::take(&mut (*heap).weak_values);
    let resurrected_all = core::mem::take(&mut (*heap).all_weak);
    clear_by_keys(g, &resurrected_all);
    clear_by_values(g, &resurrected_values);
    clear_by_values(g, &resurrected_all);
    mark_held_upvalues(g);
    propagate_all(g);
    sweep::close_dead_threads(g);
    (*heap).current_white ^= mark_bits::WHITES;
    work
}

/// A whole cycle. In an emergency no finalizer is called and no stack moves.
pub(crate) unsafe fn full_collect(l: *mut Thread, emergency: bool) {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    if (*heap).phase == Phase::Sweep && emergency && (*heap).busy {
        // The sweep that is going on will free what there is.
        run_until(l, Phase::Finalize);
        return;
    }
    let (was_busy, was_emergency) = ((*heap).busy, (*heap).emergency);
    (*heap).busy = true;
    (*heap).emergency = emergency;
    if (*heap).keeps_invariant() {
        // Gives up the marking: with everything in the current white, the sweep frees nothing.
        sweep::begin(&mut *heap);
    }
    run_until(l, Phase::Pause);
    run_until(l, Phase::Propagate);
    run_until(l, Phase::Finalize);
    run_until(l, Phase::Pause);
    (*heap).busy = was_busy;
    (*heap).emergency = was_emergency;
    wait_for_next_cycle(g);
}

unsafe fn run_until(l: *mut Thread, phase: Phase) {
    loop {
        if (*(*l).global).heap.phase == phase {
            return;
        }
        single_step(l);
    }
}
