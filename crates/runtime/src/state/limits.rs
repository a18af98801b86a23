//! Limits on what scripts may use.

use super::State;
use crate::interpreter;
use crate::limits::{self, Limit, Meter, UNLIMITED};
use crate::throw::LuaResult;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What scripts may use: see [`State::set_limits`]. What is not said is not limited.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Limits {
    memory: Option<usize>,
    instructions: Option<u64>,
    timeout: Option<Duration>,
}

impl Limits {
    /// No limits.
    pub const fn new() -> Limits {
        Limits {
            memory: None,
            instructions: None,
            timeout: None,
        }
    }

    /// Bytes that the state may have in use, with what it has already.
    #[must_use]
    pub const fn memory(self, bytes: usize) -> Limits {
        Limits {
            memory: Some(bytes),
            ..self
        }
    }

    /// Instructions that may run from now on. A call counts as all instructions of the function; library functions
    /// count more the more they do.
    #[must_use]
    pub const fn instructions(self, n: u64) -> Limits {
        Limits {
            instructions: Some(n),
            ..self
        }
    }

    /// Time that may pass from now on.
    #[must_use]
    pub const fn timeout(self, duration: Duration) -> Limits {
        Limits {
            timeout: Some(duration),
            ..self
        }
    }
}

/// Interrupts the scripts of a state, from any thread.
#[derive(Clone, Debug)]
pub struct InterruptHandle(Arc<AtomicBool>);

impl InterruptHandle {
    /// Stops what the state is running, or will run next, with [`Limit::Interrupt`], until
    /// [`State::set_limits`] is called.
    pub fn interrupt(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl State {
    /// Sets limits, or with `Limits::new()` lifts them, and lets a state that was stopped by one run again.
    /// `[-0, +0, -]`
    ///
    /// A script that reaches a limit is stopped in all its coroutines. It can neither catch that nor delay it, and its
    /// finalizers and closing methods do not run. The host sees [`Status::Stopped`](crate::Status::Stopped); the
    /// state can be used again after this function has been called.
    ///
    /// ```
    /// # use moonquakes_runtime::{Limit, Limits, State, Status};
    /// let state = &mut *State::new();
    /// state.set_limits(Limits::new().instructions(1_000_000).memory(16 << 20));
    /// let error = state.eval::<()>("while true do end").unwrap_err();
    /// assert_eq!(error.status(), Status::Stopped);
    /// assert_eq!(state.limit_reached(), Some(Limit::Instructions));
    /// state.set_limits(Limits::new());
    /// assert_eq!(state.eval::<i32>("return 1").unwrap(), 1);
    /// ```
    pub fn set_limits(&mut self, limits: Limits) {
        let l = self.thread();
        // SAFETY: fact 1.
        unsafe {
            let g = (*l).global;
            (*g).heap.limit = limits.memory.unwrap_or(usize::MAX);
            let interrupt = (*g).meter.interrupt.take();
            if let Some(flag) = &interrupt {
                flag.store(false, Ordering::Relaxed);
            }
            let mut meter = Meter::default();
            meter.on = limits != Limits::new() || interrupt.is_some();
            meter.memory_stops = limits.memory.is_some();
            meter.instructions = limits.instructions.unwrap_or(UNLIMITED);
            meter.deadline = limits
                .timeout
                .and_then(|timeout| Instant::now().checked_add(timeout));
            meter.interrupt = interrupt;
            meter.settle();
            (*g).meter = meter;
            interpreter::choose_handlers(l);
        }
    }

    /// The limit that was reached, if one was since they were set. `[-0, +0, -]`
    pub fn limit_reached(&self) -> Option<Limit> {
        self.meter().reached
    }

    /// Instructions that have run since limits were set; 0 if there are none. `[-0, +0, -]`
    pub fn instructions_used(&self) -> u64 {
        self.meter().used()
    }

    /// Allows `n` more instructions, if they are limited. `[-0, +0, -]`
    pub fn add_instructions(&mut self, n: u64) {
        let meter = self.meter_mut();
        meter.settle();
        meter.instructions = meter.instructions.saturating_add(n);
    }

    /// A handle with which any thread can interrupt the state's scripts. `[-0, +0, -]`
    ///
    /// ```
    /// # use moonquakes_runtime::{Limit, State};
    /// let mut state = State::new();
    /// let handle = state.interrupt_handle();
    /// let waiter = std::thread::spawn(move || handle.interrupt());
    /// assert!(state.eval::<()>("while true do end").is_err());
    /// assert_eq!(state.limit_reached(), Some(Limit::Interrupt));
    /// # waiter.join().unwrap();
    /// ```
    pub fn interrupt_handle(&mut self) -> InterruptHandle {
        let meter = self.meter_mut();
        meter.on = true;
        meter.settle();
        let handle = InterruptHandle(meter.interrupt.get_or_insert_default().clone());
        // SAFETY: fact 1.
        unsafe { interpreter::choose_handlers(self.thread()) };
        handle
    }

    /// Counts work of native code as so many instructions: to be called before work that a script can make long, and
    /// within loops. `[-0, +0, v]`
    #[inline]
    pub fn charge(&mut self, instructions: u64) -> LuaResult {
        // SAFETY: fact 1.
        unsafe { limits::spend(self.thread(), instructions) }
    }

    fn meter(&self) -> &Meter {
        // SAFETY: fact 1; nothing changes it while the state is borrowed.
        unsafe { &(*(*self.thread()).global).meter }
    }

    fn meter_mut(&mut self) -> &mut Meter {
        // SAFETY: as for `meter`, and the borrow is exclusive.
        unsafe { &mut (*(*self.thread()).global).meter }
    }
}
