//! Control of the garbage collector. All are `[-0, +0]`. Inside a finalizer, where the collector does not run,
//! those that would run it do nothing.

use super::State;
use crate::global::Global;
use crate::heap;

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
        !self.gc_in_finalizer() && unsafe { heap::user_step(self.thread(), kilobytes) }
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

    /// Sets all parameters of the incremental mode: pause, step multiplier, and the logarithm of a step's size in
    /// bytes. A zero keeps the value in use.
    pub fn gc_incremental(&mut self, pause: i32, step_multiplier: i32, step_size: i32) {
        let g = self.global();
        // SAFETY: fact 1.
        unsafe {
            if pause != 0 {
                heap::set_pause(g, pause);
            }
            if step_multiplier != 0 {
                heap::set_step_multiplier(g, step_multiplier);
            }
            if step_size != 0 {
                heap::set_step_size(g, step_size);
            }
        }
    }
}
