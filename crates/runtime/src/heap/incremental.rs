//! Incremental mode: when a cycle starts, and how much of it each step does.
//!
//! As in the reference, a cycle starts when memory in use reaches `pause` percent of what was in use after the last
//! one; then, for every `2^step_size` bytes allocated, `step_multiplier` units of work are done for each 16 of them.

use super::Phase;
use super::cycle::{run_until, single_step};
use super::sweep;
use crate::global::Global;
use crate::thread::Thread;

/// Bytes that a unit of work stands for.
const WORK_TO_BYTES: isize = 16;

/// Pays for what was allocated since the last step.
pub(super) unsafe fn step(l: *mut Thread) {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    let multiplier = (*heap).parameters.step_multiplier.get() as isize | 1;
    let step_bytes = 1isize
        .checked_shl((*heap).parameters.step_size as u32)
        .unwrap_or(isize::MAX);
    let ahead = (step_bytes / WORK_TO_BYTES).saturating_mul(multiplier);
    let mut owed = ((*heap).debt() / WORK_TO_BYTES).saturating_mul(multiplier);
    loop {
        owed -= single_step(l) as isize;
        if (*heap).phase == Phase::Pause {
            set_pause(g);
            return;
        }
        if owed <= -ahead {
            (*heap).set_debt(owed / multiplier * WORK_TO_BYTES);
            return;
        }
    }
}

/// Waits with the next cycle until memory in use has grown.
pub(super) unsafe fn set_pause(g: *mut Global) {
    let heap = &raw mut (*g).heap;
    let threshold = ((*heap).estimate / 100).saturating_mul((*heap).parameters.pause.get() as usize);
    let debt = (*heap).bytes as isize - threshold.min(isize::MAX as usize) as isize;
    (*heap).set_debt(debt.min(0));
    (*heap).release_memory();
}

/// A whole cycle.
pub(super) unsafe fn full(l: *mut Thread) {
    let g = (*l).global;
    if (*g).heap.keeps_invariant() {
        // Gives up the marking: as the whites have not changed, the sweep frees nothing.
        sweep::begin(g);
    }
    run_until(l, Phase::Pause);
    run_until(l, Phase::Propagate);
    (*g).heap.phase = Phase::Atomic;
    run_until(l, Phase::Finalize);
    run_until(l, Phase::Pause);
    set_pause(g);
}
