//! What a program may set and ask: `collectgarbage`.

use super::cycle::{check_gc, step};
use super::{Mode, Phase, generational};
use crate::global::Global;
use crate::thread::Thread;

/// A percentage that is kept, as in the reference, in a byte as a quarter: a program that sets and reads it sees the
/// rounding.
#[derive(Clone, Copy)]
pub(super) struct Percentage(u8);

impl Percentage {
    const fn new(percent: i32) -> Percentage {
        Percentage((percent / 4) as u8)
    }

    pub(super) const fn get(self) -> i32 {
        self.0 as i32 * 4
    }

    fn replace(&mut self, percent: i32) -> i32 {
        core::mem::replace(self, Percentage::new(percent)).get()
    }
}

/// The parameters of both modes (manual, §2.5.1 and §2.5.2).
pub(super) struct Parameters {
    /// Of the memory in use: when the next incremental cycle starts.
    pub pause: Percentage,
    /// Units of work per 16 bytes allocated.
    pub step_multiplier: Percentage,
    /// log2 of the bytes allocated between steps.
    pub step_size: u8,
    /// Growth of the memory in use, in percent, between two minor collections.
    pub minor: u8,
    /// The same between two major ones.
    pub major: Percentage,
}

impl Parameters {
    pub(super) const DEFAULT: Parameters = Parameters {
        pause: Percentage::new(200),
        step_multiplier: Percentage::new(100),
        step_size: 13,
        minor: 20,
        major: Percentage::new(100),
    };
}

/// Stops the collector on behalf of the program.
pub(crate) unsafe fn stop(g: *mut Global) {
    (*g).heap.stopped = true;
}

/// Lets the collector run again; a step is due soon.
pub(crate) unsafe fn restart(g: *mut Global) {
    (*g).heap.set_debt(0);
    (*g).heap.stopped = false;
}

/// Whether the collector may run.
pub(crate) unsafe fn is_running(g: *mut Global) -> bool {
    (*g).heap.is_running()
}

/// Whether a finalizer is running or the state is being closed, so that the program cannot steer the collector.
pub(crate) unsafe fn is_stopped_internally(g: *mut Global) -> bool {
    (*g).heap.finalizing || (*g).heap.closing
}

/// Bytes in use.
pub(crate) unsafe fn total_bytes(g: *mut Global) -> usize {
    (*g).heap.bytes
}

/// Sets the pause, in percent, and returns the one before.
pub(crate) unsafe fn set_pause(g: *mut Global, percent: i32) -> i32 {
    (*g).heap.parameters.pause.replace(percent)
}

/// Sets the units of work per 16 bytes allocated, and returns the number before.
pub(crate) unsafe fn set_step_multiplier(g: *mut Global, multiplier: i32) -> i32 {
    (*g).heap.parameters.step_multiplier.replace(multiplier)
}

/// Sets the logarithm of the bytes between steps.
pub(crate) unsafe fn set_step_size(g: *mut Global, log2_bytes: i32) {
    (*g).heap.parameters.step_size = log2_bytes as u8;
}

/// Sets the growth between minor collections, in percent.
pub(crate) unsafe fn set_minor_multiplier(g: *mut Global, percent: i32) {
    (*g).heap.parameters.minor = percent as u8;
}

/// Sets the growth between major collections, in percent.
pub(crate) unsafe fn set_major_multiplier(g: *mut Global, percent: i32) {
    (*g).heap.parameters.major.replace(percent);
}

/// Changes the mode; returns the one before.
pub(crate) unsafe fn change_mode(l: *mut Thread, mode: Mode) -> Mode {
    let g = (*l).global;
    let heap = &raw mut (*g).heap;
    let before = if (*heap).is_in_generational_mode() {
        Mode::Generational
    } else {
        Mode::Incremental
    };
    if mode != (*heap).mode {
        match mode {
            Mode::Generational => drop(generational::enter(l)),
            Mode::Incremental => generational::enter_incremental_mode(g),
        }
    }
    (*heap).work_of_bad_collection = 0;
    before
}

/// A step on behalf of the program: a basic one for 0, else as if so many kilobytes had been allocated. Returns whether
/// it ended a cycle.
pub(crate) unsafe fn user_step(l: *mut Thread, kilobytes: i32) -> bool {
    let heap = &raw mut (*(*l).global).heap;
    let was_stopped = core::mem::replace(&mut (*heap).stopped, false);
    let mut did_step = true;
    if kilobytes == 0 {
        (*heap).set_debt(0);
        step(l);
    } else {
        (*heap).set_debt((*heap).debt().saturating_add(kilobytes as isize * 1024));
        did_step = (*heap).debt() > 0;
        check_gc(l);
    }
    (*heap).stopped = was_stopped;
    did_step && (*heap).phase == Phase::Pause
}
