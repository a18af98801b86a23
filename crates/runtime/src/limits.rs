//! Limits on what scripts may use: the meter that counts, and what happens at its end.
//!
//! # Units
//!
//! A unit is about one instruction. A call of a Lua function costs the length of its code, a turn of a loop the length
//! of the loop: both are paid before they run, so that no script runs more instructions than it has paid for.
//! Library functions pay for what they do beyond a constant amount of work, by [`spend`] where they can stop, by
//! [`note`] where they cannot.
//!
//! The meter counts `fuel` down. When it falls below 0, [`look`] finds out why: a limit was reached, the time
//! slice is over, or it is time to look at the clock and at the interrupt flag. A state without limits has its meter
//! off and runs ops that do not know of it (see `interpreter::metering`).
//!
//! # Stopping
//!
//! A limit that was reached stays reached until the host sets new ones. From then on every charge raises
//! [`Status::Stopped`], which no protected call of a script catches. Variables to be closed are not closed and finalizers
//! not called, as they would run code of the script; so nothing that a script can write goes on.

use crate::global::Global;
use crate::interpreter;
use crate::string;
use crate::thread::Thread;
use crate::throw::{LuaResult, Status, Throw};
use crate::value::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// A limit that a script reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// It asked for more memory than it may have.
    Memory,
    /// It has run as many instructions as it may.
    Instructions,
    /// Its time is over.
    Time,
    /// The host interrupted it.
    Interrupt,
}

impl Limit {
    /// What the error says.
    pub const fn message(self) -> &'static str {
        match self {
            Limit::Memory => "not enough memory",
            Limit::Instructions => "too many instructions",
            Limit::Time => "out of time",
            Limit::Interrupt => "interrupted",
        }
    }
}

/// Units between two looks at the clock and at the interrupt flag.
const LOOK_AFTER: u64 = 2_000;
/// No limit.
pub(crate) const UNLIMITED: u64 = u64::MAX;

/// Counts what a state's scripts use.
pub(crate) struct Meter {
    /// Units until the next look.
    fuel: i64,
    /// What `fuel` was after the last look.
    granted: i64,
    /// Whether it counts at all.
    pub on: bool,
    /// Whether lack of memory stops the script, as other limits do, instead of being an error.
    pub memory_stops: bool,
    pub reached: Option<Limit>,
    /// Units used up to the last look.
    used: u64,
    /// How many may be used.
    pub instructions: u64,
    /// At how many used units the time slice ends.
    pub slice_end: u64,
    pub deadline: Option<Instant>,
    pub interrupt: Option<Arc<AtomicBool>>,
}

impl Default for Meter {
    fn default() -> Meter {
        Meter {
            fuel: i64::MAX,
            granted: i64::MAX,
            on: false,
            memory_stops: false,
            reached: None,
            used: 0,
            instructions: UNLIMITED,
            slice_end: UNLIMITED,
            deadline: None,
            interrupt: None,
        }
    }
}

/// What [`look`] found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    GoOn,
    /// The time slice was over before.
    Pause,
}

impl Meter {
    /// Pays `units`; whether it is time to look. It is called again only a few times before that is done.
    #[inline(always)]
    pub(crate) fn pay(&mut self, units: u32) -> bool {
        self.fuel -= i64::from(units);
        self.fuel < 0
    }

    /// Units used so far.
    pub(crate) fn used(&self) -> u64 {
        self.used + self.granted.abs_diff(self.fuel)
    }

    /// Counts what was used since the last look, and lets the next come at once.
    pub(crate) fn settle(&mut self) {
        self.used = self.used();
        self.fuel = 0;
        self.granted = 0;
    }

    /// Takes back the payment for what did not run.
    pub(crate) fn refund(&mut self, units: u32) {
        self.settle();
        self.used = self.used.saturating_sub(units.into());
    }

    fn find_reached(&self) -> Option<Limit> {
        let interrupted = self
            .interrupt
            .as_ref()
            .is_some_and(|flag| flag.load(Ordering::Relaxed));
        if interrupted {
            Some(Limit::Interrupt)
        } else if self.used > self.instructions {
            Some(Limit::Instructions)
        } else if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            Some(Limit::Time)
        } else {
            None
        }
    }

    /// Sets when to look again.
    fn grant(&mut self) {
        let mut units = self.instructions - self.used;
        // After the slice's end each payment looks, until one comes where the script can pause.
        units = units.min(self.slice_end.saturating_sub(self.used));
        if self.deadline.is_some() || self.interrupt.is_some() {
            units = units.min(LOOK_AFTER);
        }
        self.granted = i64::try_from(units).unwrap_or(i64::MAX);
        self.fuel = self.granted;
    }

    fn look(&mut self, units: u32) -> Result<Turn, Limit> {
        self.settle();
        if !self.on {
            self.fuel = i64::MAX;
            self.granted = i64::MAX;
            return Ok(Turn::GoOn);
        }
        self.reached = self.reached.or_else(|| self.find_reached());
        if let Some(limit) = self.reached {
            return Err(limit);
        }
        let was_over = self.used.saturating_sub(units.into()) >= self.slice_end;
        self.grant();
        Ok(if was_over { Turn::Pause } else { Turn::GoOn })
    }
}

/// Finds out why the fuel has gone, after a payment of `units`; raises if a limit is reached.
#[cold]
#[inline(never)]
pub(crate) unsafe fn look(l: *mut Thread, units: u32) -> LuaResult<Turn> {
    let meter = &mut (*(*l).global).meter;
    match meter.look(units) {
        Ok(turn) => Ok(turn),
        Err(limit) => {
            interpreter::choose_handlers(l);
            Err(stop(l, limit))
        }
    }
}

/// Pays for work that is about to be done.
#[inline]
pub(crate) unsafe fn spend(l: *mut Thread, units: u64) -> LuaResult {
    let meter = &mut (*(*l).global).meter;
    if meter.on && meter.pay(clamp(units)) {
        look(l, clamp(units))?;
    }
    Ok(())
}

/// More than that is as good as for ever.
fn clamp(units: u64) -> u32 {
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// Pays for work where nothing can be raised; the next charge will.
#[inline]
pub(crate) unsafe fn note(g: *mut Global, units: u64) {
    let meter = &mut (*g).meter;
    if meter.on {
        meter.pay(clamp(units));
    }
}

/// What it costs to look at, or to copy, so many bytes.
#[inline(always)]
pub(crate) fn cost_of_bytes(n: usize) -> u32 {
    clamp(n as u64 / 64)
}

/// Whether scripts must not run any more.
pub(crate) unsafe fn is_stopped(g: *mut Global) -> bool {
    (*g).meter.reached.is_some()
}

/// The error of a limit that was reached.
#[cold]
unsafe fn stop(l: *mut Thread, limit: Limit) -> Throw {
    let message = match limit {
        Limit::Memory => (*(*l).global).memory_error,
        _ => match string::new(l, limit.message().as_bytes()) {
            Ok(message) => message,
            // Its value, which says something else, is on the stack.
            Err(_) => return Throw::new(Status::Stopped),
        },
    };
    Thread::push(l, Value::string(message));
    Throw::new(Status::Stopped)
}

/// The error for lack of memory, whose value is on the stack.
#[cold]
pub(crate) unsafe fn out_of_memory(l: *mut Thread) -> Throw {
    let meter = &mut (*(*l).global).meter;
    if !meter.memory_stops {
        return Throw::new(Status::MemoryError);
    }
    if meter.reached.is_none() {
        meter.reached = Some(Limit::Memory);
    }
    meter.settle();
    interpreter::choose_handlers(l);
    Throw::new(Status::Stopped)
}
