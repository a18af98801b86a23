//! Coroutines.

use super::State;
use super::access::Anchored;
use crate::calls;
use crate::interpreter;
use crate::limits;
use crate::thread::{CallInfo, Continuation, MAX_C_CALLS, Thread};
use crate::throw::{LuaResult, Status, Throw};
use crate::value::Value;
use core::ptr;

/// What `coroutine.status` tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CoStatus {
    /// It is the one that asks.
    Running,
    /// It has yielded, or has not started.
    Suspended,
    /// It has resumed another one.
    Normal,
    /// It has ended, or stopped with an error.
    Dead,
}

impl CoStatus {
    /// The name that `coroutine.status` gives.
    pub const fn name(self) -> &'static str {
        match self {
            CoStatus::Running => "running",
            CoStatus::Suspended => "suspended",
            CoStatus::Normal => "normal",
            CoStatus::Dead => "dead",
        }
    }
}

/// Added to a thread's count of native calls, it forbids a yield. A suspended thread that has it is being visited
/// by `with_thread` and cannot be resumed or closed.
const NO_YIELD: u32 = 0x10000;

impl State {
    /// Pushes a new coroutine with an empty stack; move the function to run there with
    /// [`x_move_to`](Self::x_move_to). `[-0, +1, m]`
    pub fn new_thread(&mut self) -> LuaResult {
        self.room()?;
        // SAFETY: facts 1 and 3; the callee pushes.
        unsafe { calls::new_thread(self.thread()).map(drop) }
    }

    /// Whether this thread can yield now.
    pub fn is_yieldable(&self) -> bool {
        // SAFETY: fact 1.
        unsafe { Thread::is_yieldable(self.thread()) }
    }

    /// Whether the thread at `index` can yield. `[-0, +0, -]`
    pub fn thread_is_yieldable(&self, index: i32) -> Option<bool> {
        // SAFETY: fact 2.
        self.thread_at(index)
            .map(|thread| unsafe { Thread::is_yieldable(thread) })
    }

    /// Yields the `nresults` topmost values: `return state.yield_values(n)`. After the resume, its arguments are
    /// the results of this function. A hook for a line or a count can yield, too, without values: the coroutine stops
    /// when the hook has returned. `[-nresults, +?, v]`
    pub fn yield_values(&mut self, nresults: i32) -> LuaResult<u32> {
        self.start_yield(nresults, 0, None)
    }

    /// Yields the `nresults` topmost values; after the resume, `k` runs in place of the rest of this function,
    /// with the arguments of the resume on the stack. `[-nresults, +?, v]`
    pub fn yield_k(&mut self, nresults: i32, context: isize, k: Continuation) -> LuaResult<u32> {
        self.start_yield(nresults, context, Some(k))
    }

    fn start_yield(&mut self, nresults: i32, context: isize, k: Option<Continuation>) -> LuaResult<u32> {
        let nresults = nresults.max(0) as usize;
        self.need(nresults)?;
        // SAFETY: facts 1 and 4.
        unsafe { calls::yield_k(self.thread(), nresults as u32, k, context) }
    }

    /// Resumes the coroutine at `thread` with the `nargs` topmost values, which it pops. Pushes what it yielded or
    /// returned, or, for any status but `Ok` and `Yield`, one error value; tells how many. `[-nargs, +?, v]`
    pub fn resume(&mut self, thread: i32, nargs: i32) -> LuaResult<(Status, u32)> {
        self.resume_pausable(thread, nargs, false)
    }

    /// Like [`resume`](Self::resume), for a native function that can be left when a time slice ends inside: then this is
    /// an error that pauses this thread, too. When it goes on, `k` runs in place of the rest of this function and has to
    /// go on with the coroutine, by calling this again without arguments. `[-nargs, +?, v]`
    pub fn resume_k(
        &mut self,
        thread: i32,
        nargs: i32,
        context: isize,
        k: Continuation,
    ) -> LuaResult<(Status, u32)> {
        let l = self.thread();
        // SAFETY: fact 1.
        let pausable = unsafe { calls::is_pausable(l) && !CallInfo::is_lua((*l).call_info) };
        let (status, count) = self.resume_pausable(thread, nargs, pausable)?;
        if status != Status::Paused {
            return Ok((status, count));
        }
        // SAFETY: fact 1.
        unsafe {
            let ci = (*l).call_info;
            (*ci).continuation = Some(k);
            (*ci).context = context;
            Err(calls::pause(l))
        }
    }

    /// Like [`resume`](Self::resume), but the coroutine, and what it resumes itself, stops after about `units`
    /// instructions, wherever it is: then the status is `Paused`, and this function, called again without arguments,
    /// lets it go on. For hosts that run many scripts in turns. `[-nargs, +?, v]`
    ///
    /// A script cannot be paused in a native function or below one that waits for it, but for `pcall` and the like; such
    /// functions go on until they return, or until a [limit](Self::set_limits) stops them.
    pub fn resume_slice(&mut self, thread: i32, nargs: i32, units: u64) -> LuaResult<(Status, u32)> {
        let slice = Slice::begin(self, units);
        slice.state.resume_pausable(thread, nargs, true)
    }

    fn resume_pausable(&mut self, thread: i32, nargs: i32, pausable: bool) -> LuaResult<(Status, u32)> {
        let nargs = nargs.max(0) as usize;
        self.need(nargs)?;
        let Some(co) = self.thread_at(thread) else {
            return Err(self.error_str("coroutine expected"));
        };
        let anchored = Anchored::new(self, &[Value::thread(co)]);
        let state = &mut *anchored.state;
        let l = state.thread();
        // SAFETY: fact 1 for both threads; the coroutine is anchored while it runs.
        unsafe {
            let main = (*(*l).global).main_thread;
            let pauses_elsewhere = is_paused(co) && (!ptr::eq((*co).paused_by, l) || nargs > 0);
            if ptr::eq(co, l) || ptr::eq(co, main) || is_visited(co) || pauses_elsewhere {
                state.discard(nargs);
                state.push_str("cannot resume non-suspended coroutine")?;
                return Ok((Status::RuntimeError, 1));
            }
            if !State::from_thread(co).check_stack(nargs as i32) {
                state.discard(nargs);
                state.push_str("too many arguments to resume")?;
                return Ok((Status::RuntimeError, 1));
            }
            move_values(l, co, nargs);
            (*co).is_pausable = pausable;
            (*co).paused_by = ptr::null();
            // Limits may have been set since it ran last, and while it runs.
            interpreter::choose_handlers(co);
            let (status, count) = calls::resume(co, l, nargs);
            interpreter::choose_handlers(l);
            if status == Status::Paused {
                (*co).paused_by = l;
                return Ok((status, 0));
            }
            let mut count = count as usize;
            if matches!(status, Status::Ok | Status::Yield) {
                count = count.min(State::from_thread(co).available());
            }
            if !state.check_stack(count as i32 + 1) {
                (*co).top = (*co).top.sub(count);
                state.push_str("too many results to resume")?;
                return Ok((Status::RuntimeError, 1));
            }
            move_values(co, l, count);
            if status == Status::Stopped {
                return Err(Throw::new(status));
            }
            Ok((status, count as u32))
        }
    }

    /// The status of this thread: `Ok` unless it was stopped by an error.
    pub fn status(&self) -> Status {
        // SAFETY: fact 1.
        unsafe { status_of(self.thread()) }
    }

    /// The status of the thread at `index`: `Ok`, `Yield`, or the error that stopped it. `[-0, +0, -]`
    pub fn status_of(&self, index: i32) -> Option<Status> {
        // SAFETY: fact 2.
        self.thread_at(index).map(|thread| unsafe { status_of(thread) })
    }

    /// What the coroutine at `index` is doing. `[-0, +0, -]`
    pub fn thread_status(&self, index: i32) -> Option<CoStatus> {
        let co = self.thread_at(index)?;
        if ptr::eq(co, self.thread()) {
            return Some(CoStatus::Running);
        }
        // SAFETY: fact 2.
        unsafe {
            Some(match status_of(co) {
                Status::Paused => CoStatus::Normal,
                Status::Yield => CoStatus::Suspended,
                Status::Ok if !ptr::eq((*co).call_info, &raw const (*co).base_call_info) => CoStatus::Normal,
                Status::Ok if State::from_thread(co).get_top() > 0 => CoStatus::Suspended,
                _ => CoStatus::Dead,
            })
        }
    }

    /// Closes the coroutine at `index`, which must be suspended or dead: closes its variables and empties its
    /// stack. Pushes the error value if it had stopped with an error or a closing method failed. `[-0, +(0|1), v]`
    pub fn close_thread(&mut self, index: i32) -> LuaResult<Status> {
        let Some(co) = self.thread_at(index) else {
            return Err(self.error_str("coroutine expected"));
        };
        let l = self.thread();
        // SAFETY: facts 1 and 2.
        let is_free = unsafe { !ptr::eq(co, (*(*l).global).main_thread) && !is_visited(co) };
        // SAFETY: fact 2.
        let paused_here = unsafe { is_paused(co) && ptr::eq((*co).paused_by, l) };
        match self.thread_status(index) {
            Some(CoStatus::Suspended | CoStatus::Dead) if is_free => {}
            Some(CoStatus::Normal) if paused_here => {}
            status => {
                let status = status.map_or("normal", CoStatus::name);
                return Err(self.error_str(format_args!("cannot close a {status} coroutine")));
            }
        }
        self.reserve(2)?;
        let anchored = Anchored::new(self, &[Value::thread(co)]);
        // SAFETY: fact 1 for both threads; room was made for the error value.
        unsafe {
            (*co).native_calls = (*l).native_calls & 0xffff;
            let status = match status_of(co) {
                Status::Paused => Status::Yield,
                status => status,
            };
            (*co).paused_by = ptr::null();
            let status = calls::reset_thread(co, status);
            if status != Status::Ok {
                // Closing methods ran native code, which may have used this thread's stack.
                anchored.state.reserve(1)?;
                move_values(co, l, 1);
            }
            if limits::is_stopped((*l).global) {
                return Err(Throw::new(Status::Stopped));
            }
            Ok(status)
        }
    }

    /// Lets `f` use the thread at `index` as its state; `None` if there is no thread. An error raised there
    /// becomes one of this thread. The visited thread cannot yield, and while it is visited it can neither be
    /// resumed nor closed. `[-0, +0, e]`
    pub fn with_thread<R>(
        &mut self,
        index: i32,
        f: impl FnOnce(&mut State) -> LuaResult<R>,
    ) -> LuaResult<Option<R>> {
        let Some(co) = self.thread_at(index) else {
            return Ok(None);
        };
        let l = self.thread();
        if ptr::eq(co, l) {
            return f(self).map(Some);
        }
        // SAFETY: fact 1.
        let depth = unsafe { ((*l).native_calls & 0xffff) + 1 };
        if depth >= MAX_C_CALLS {
            return Err(self.error_str("C stack overflow"));
        }
        self.reserve(1)?;
        let anchored = Anchored::new(self, &[Value::thread(co)]);
        // SAFETY: fact 1 for both threads: the visited one is anchored. `protected` brings it back to the frame
        // that it was in.
        unsafe {
            let visit = Visit::begin(co, depth);
            let mut result = None;
            let top = Thread::save_stack(co, (*co).top);
            let status = calls::protected(co, top, 0, |co| {
                result = Some(f(State::from_thread(co))?);
                Ok(())
            });
            drop(visit);
            if status == Status::Ok {
                return Ok(result);
            }
            anchored.state.reserve(1)?;
            move_values(co, l, 1);
            Err(Throw::new(status))
        }
    }

    /// Pops the `n` topmost values and pushes them onto the stack of the thread at `index`. `[-n, +0, m]`
    pub fn x_move_to(&mut self, index: i32, n: i32) -> LuaResult {
        let n = n.max(0) as usize;
        self.need(n)?;
        let Some(to) = self.thread_at(index) else {
            return Err(self.error_str("coroutine expected"));
        };
        // SAFETY: facts 2 and 4, and 3 after the check.
        unsafe {
            if !State::from_thread(to).check_stack(n as i32) {
                return Err(self.error_str("stack overflow"));
            }
            move_values(self.thread(), to, n);
        }
        Ok(())
    }

    /// Pops the `n` topmost values of the thread at `index` and pushes them here. `[-0, +n, m]`
    pub fn x_move_from(&mut self, index: i32, n: i32) -> LuaResult {
        let n = n.max(0) as usize;
        self.reserve(n)?;
        let Some(from) = self.thread_at(index) else {
            return Err(self.error_str("coroutine expected"));
        };
        // SAFETY: facts 2, 3 and 4.
        unsafe {
            if State::from_thread(from).available() < n {
                return Err(self.error_str("not enough values on the stack"));
            }
            move_values(from, self.thread(), n);
        }
        Ok(())
    }
}

/// A time slice, which ends in any case.
struct Slice<'a> {
    state: &'a mut State,
    was_on: bool,
    outer_end: u64,
}

impl<'a> Slice<'a> {
    fn begin(state: &'a mut State, units: u64) -> Slice<'a> {
        // SAFETY: fact 1.
        let meter = unsafe { &mut (*(*state.thread()).global).meter };
        let was_on = core::mem::replace(&mut meter.on, true);
        meter.settle();
        let outer_end = meter.slice_end;
        meter.slice_end = meter.used().saturating_add(units).min(outer_end);
        Slice {
            state,
            was_on,
            outer_end,
        }
    }
}

impl Drop for Slice<'_> {
    fn drop(&mut self) {
        // SAFETY: fact 1.
        let meter = unsafe { &mut (*(*self.state.thread()).global).meter };
        meter.settle();
        meter.on = self.was_on || meter.interrupt.is_some();
        meter.slice_end = self.outer_end;
    }
}

/// A visit of `with_thread`, which ends in any case.
struct Visit {
    co: *mut Thread,
    native_calls: u32,
}

impl Visit {
    /// # Safety
    /// `co` must outlive the visit.
    unsafe fn begin(co: *mut Thread, depth: u32) -> Visit {
        let native_calls = core::mem::replace(&mut (*co).native_calls, NO_YIELD | depth);
        Visit { co, native_calls }
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        // SAFETY: the thread outlives the visit.
        unsafe { (*self.co).native_calls = self.native_calls };
    }
}

/// Moves `n` values from one thread's top to another's.
///
/// # Safety
/// `from` must have them, `to` room for them.
unsafe fn move_values(from: *mut Thread, to: *mut Thread, n: usize) {
    if ptr::eq(from, to) {
        return;
    }
    (*from).top = (*from).top.sub(n);
    for i in 0..n {
        Thread::push(to, Value::get((*from).top.add(i)));
    }
}

/// # Safety
/// `thread` must be live.
unsafe fn status_of(thread: *mut Thread) -> Status {
    match (*thread).status {
        0 => Status::Ok,
        _ if is_paused(thread) => Status::Paused,
        number => Throw::from_status_number(number).status(),
    }
}

/// Whether a thread waits to go on in its next time slice.
///
/// # Safety
/// `thread` must be live.
unsafe fn is_paused(thread: *mut Thread) -> bool {
    !(*thread).paused_by.is_null()
}

/// Whether `with_thread` is at work on a thread that has been found suspended or dead.
///
/// # Safety
/// `thread` must be live.
unsafe fn is_visited(thread: *mut Thread) -> bool {
    (*thread).native_calls & !0xffff != 0
}
