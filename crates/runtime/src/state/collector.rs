//! Control of the garbage collector. All are `[-0, +0]`. Inside a finalizer, where the collector does not run,
//! those that would run it do nothing.

use super::State;
use crate::global::Global;
use crate::heap::{self, Mode as GcMode};
use crate::limits;

impl State {
    fn global(&self) -> *mut Global {
        // SAFETY: fact 1.
        unsafe { (*self.thread()).global }
    }

    /// Whether a finalizer is running, so that the collector cannot be controlled.
    pub fn gc_in_finalizer(&self) -> bool {
        // SAFETY: fact 1.
        unsafe { heap::is_stopped_internally(self.global()) }
    }

    /// Performs a full collection cycle.
    pub fn gc_collect(&mut self) {
        if !self.gc_in_finalizer() {
            // SAFETY: fact 1; everything in use is on a stack or anchored.
            unsafe { heap::full_collect(self.thread(), false) };
        }
    }

    /// Stops the collector.
    pub fn gc_stop(&mut self) {
        if !self.gc_in_finalizer() {
            // SAFETY: fact 1.
            unsafe { heap::stop(self.global()) };
        }
    }

    /// Lets the collector run again.
    pub fn gc_restart(&mut self) {
        if !self.gc_in_finalizer() {
            // SAFETY: fact 1.
            unsafe { heap::restart(self.global()) };
        }
    }

    /// Whether the collector may run.
    pub fn gc_is_running(&self) -> bool {
        // SAFETY: fact 1.
        unsafe { heap::is_running(self.global()) }
    }

    /// Bytes in use.
    pub fn gc_count(&self) -> usize {
        // SAFETY: fact 1.
        unsafe { heap::total_bytes(self.global()) }
    }

    /// Performs a step of a cycle, as if `kilobytes` had been allocated; a basic step for 0. Tells whether the
    /// step ended a cycle.
    pub fn gc_step(&mut self, kilobytes: i32) -> bool {
        // SAFETY: fact 1; everything in use is on a stack or anchored.
        !self.gc_in_finalizer()
            && unsafe {
                let bytes = (kilobytes.max(0) as usize)
                    .saturating_mul(1024)
                    .min(self.gc_count());
                limits::note(self.global(), limits::cost_of_bytes(bytes).into());
                heap::user_step(self.thread(), kilobytes)
            }
    }

    /// Sets the pause: how much memory has to grow, in percent, before a new cycle. Gives the previous one.
    pub fn gc_set_pause(&mut self, percent: i32) -> i32 {
        // SAFETY: fact 1.
        unsafe { heap::set_pause(self.global(), percent) }
    }

    /// Sets the step multiplier: the collector's speed relative to allocation. Gives the previous one.
    pub fn gc_set_step_multiplier(&mut self, percent: i32) -> i32 {
        // SAFETY: fact 1.
        unsafe { heap::set_step_multiplier(self.global(), percent) }
    }

    /// Changes to incremental mode and sets its parameters: pause, step multiplier, and the logarithm of a step's
    /// size in bytes. A zero keeps the value in use. Gives the previous mode.
    pub fn gc_incremental(&mut self, pause: i32, step_multiplier: i32, step_size: i32) -> GcMode {
        let l = self.thread();
        // SAFETY: fact 1; everything in use is on a stack or anchored.
        unsafe {
            if pause != 0 {
                heap::set_pause((*l).global, pause);
            }
            if step_multiplier != 0 {
                heap::set_step_multiplier((*l).global, step_multiplier);
            }
            if step_size != 0 {
                heap::set_step_size((*l).global, step_size);
            }
            heap::change_mode(l, GcMode::Incremental)
        }
    }

    /// Changes to generational mode and sets its parameters: how much memory has to grow, in percent, before a minor
    /// collection and before a major one. A zero keeps the value in use. Gives the previous mode.
    pub fn gc_generational(&mut self, minor: i32, major: i32) -> GcMode {
        let l = self.thread();
        // SAFETY: fact 1; everything in use is on a stack or anchored.
        unsafe {
            if minor != 0 {
                heap::set_minor_multiplier((*l).global, minor);
            }
            if major != 0 {
                heap::set_major_multiplier((*l).global, major);
            }
            heap::change_mode(l, GcMode::Generational)
        }
    }

    /// Verifies the whole heap, for tests: says what is wrong with it, if anything is. It takes long. No
    /// [`Buffer`](super::Buffer) may be in use.
    pub fn gc_verify(&self) -> Result<(), String> {
        // SAFETY: fact 1; native code runs, so no step of the collector does.
        unsafe { heap::verify(self.global(), true) }
    }
}
