//! Calling functions, protected or not, and slots to be closed.

use super::State;
use crate::calls::{self, CloseStatus};
use crate::thread::{CallInfo, Continuation, Thread, call_status};
use crate::throw::{LuaResult, Status, Throw};
use crate::value::{Value, tag};

/// Most results that can be asked for.
const MAX_RESULTS: i32 = 30_000;

impl State {
    /// Calls the function at the index `function` with copies of the values at `arguments`, and tells whether its first
    /// result counts as true. `[-0, +0, e]`
    pub fn test<const N: usize>(&mut self, function: i32, arguments: [i32; N]) -> LuaResult<bool> {
        self.reserve(N + 1)?;
        let callee = self.value(function);
        let arguments = arguments.map(|index| self.value(index));
        let l = self.thread();
        // SAFETY: facts 1 and 3; the result is where the function was.
        unsafe {
            let func = (*l).top;
            Thread::push(
                l,
                if callee.tag == tag::ABSENT_KEY {
                    Value::NIL
                } else {
                    callee
                },
            );
            for v in arguments {
                Thread::push(l, if v.tag == tag::ABSENT_KEY { Value::NIL } else { v });
            }
            calls::call_no_yield(l, func, 1)?;
        }
        let result = self.peek(1);
        self.discard(1);
        Ok(!result.is_false())
    }

    /// Calls the function below the `nargs` topmost values with them as arguments. The results replace them:
    /// `nresults` of them, or all with [`MULT_RET`](super::MULT_RET). `[-(nargs + 1), +nresults, e]`
    pub fn call(&mut self, nargs: i32, nresults: i32) -> LuaResult {
        let (func, nresults) = self.prepare_call(nargs, nresults)?;
        let l = self.thread();
        // SAFETY: facts 1 and 4.
        unsafe { calls::call_no_yield(l, Thread::restore_stack(l, func), nresults)? };
        self.adjust_frame(nresults);
        Ok(())
    }

    /// Like [`call`](Self::call), but the callee may yield: then `k` runs in place of the rest of this function,
    /// with `Status::Yield` and `context`. `[-(nargs + 1), +nresults, e]`
    pub fn call_k(&mut self, nargs: i32, nresults: i32, context: isize, k: Continuation) -> LuaResult {
        if !self.can_continue() {
            return self.call(nargs, nresults);
        }
        let (func, nresults) = self.prepare_call(nargs, nresults)?;
        let l = self.thread();
        // SAFETY: facts 1 and 4.
        unsafe {
            let ci = (*l).call_info;
            (*ci).continuation = Some(k);
            (*ci).context = context;
            calls::call(l, Thread::restore_stack(l, func), nresults)?;
        }
        self.adjust_frame(nresults);
        Ok(())
    }

    /// Calls like [`call`](Self::call) and catches errors: then the error value replaces function and arguments.
    /// The function at the index `handler` (0 for none), below the called one, may turn the error value into
    /// another where the error happens. `[-(nargs + 1), +(nresults|1), -]`
    ///
    /// A native function that a script can call has to pass `Status::Stopped` on as an error:
    /// [`Status::to_result`] does.
    pub fn pcall(&mut self, nargs: i32, nresults: i32, handler: i32) -> Status {
        let l = self.thread();
        let (func, nresults) = match self.prepare_call(nargs, nresults) {
            Ok(prepared) => prepared,
            // The error value is on top already.
            Err(throw) => return throw.status(),
        };
        let handler = self.handler_offset(handler, func);
        // SAFETY: facts 1 and 4.
        let status = unsafe {
            calls::protected(l, func, handler, |l| {
                calls::call_no_yield(l, Thread::restore_stack(l, func), nresults)
            })
        };
        self.adjust_frame(nresults);
        status
    }

    /// Like [`pcall`](Self::pcall), but the callee may yield: then `k` runs in place of the rest of this function,
    /// with the status of the call (`Status::Yield` for success) and `context`; it runs after an error, too.
    /// An `Err` is on its way to there and has to be returned. `[-(nargs + 1), +(nresults|1), e]`
    pub fn pcall_k(
        &mut self,
        nargs: i32,
        nresults: i32,
        handler: i32,
        context: isize,
        k: Continuation,
    ) -> LuaResult<Status> {
        if !self.can_continue() {
            return match self.pcall(nargs, nresults, handler) {
                Status::Stopped => Err(Throw::new(Status::Stopped)),
                status => Ok(status),
            };
        }
        let (func, nresults) = match self.prepare_call(nargs, nresults) {
            Ok(prepared) => prepared,
            Err(throw) => return Ok(throw.status()),
        };
        let handler = self.handler_offset(handler, func);
        let l = self.thread();
        // SAFETY: facts 1 and 4. What the frame saves here is restored below or, after an error or a yield, when
        // `resume` finishes the frame.
        unsafe {
            let ci = (*l).call_info;
            (*ci).continuation = Some(k);
            (*ci).context = context;
            (*ci).extra = func as u32;
            (*ci).old_message_handler = (*l).message_handler;
            (*l).message_handler = handler;
            (*ci).call_status &= !call_status::OLD_ALLOW_HOOK;
            if (*l).allow_hook {
                (*ci).call_status |= call_status::OLD_ALLOW_HOOK;
            }
            (*ci).call_status |= call_status::YIELDABLE_PCALL;
            calls::call(l, Thread::restore_stack(l, func), nresults)?;
            (*ci).call_status &= !call_status::YIELDABLE_PCALL;
            (*l).message_handler = (*ci).old_message_handler;
        }
        self.adjust_frame(nresults);
        Ok(Status::Ok)
    }

    /// Whether a call from here may yield and go on in a continuation.
    fn can_continue(&self) -> bool {
        let l = self.thread();
        // SAFETY: fact 1.
        unsafe { Thread::is_yieldable(l) && !CallInfo::is_lua((*l).call_info) }
    }

    /// Checks function and arguments, and makes room for the results. Returns the function's stack offset.
    #[inline]
    fn prepare_call(&mut self, nargs: i32, nresults: i32) -> LuaResult<(usize, i32)> {
        let nargs = nargs.max(0) as usize;
        self.need(nargs.saturating_add(1))?;
        if nresults > 1 {
            if nresults > MAX_RESULTS {
                return Err(self.error_str("too many results"));
            }
            self.reserve((nresults as usize).saturating_sub(nargs + 1))?;
        }
        let l = self.thread();
        // SAFETY: fact 4.
        let func = unsafe { Thread::save_stack(l, (*l).top.sub(nargs + 1)) };
        Ok((func, nresults.max(super::MULT_RET)))
    }

    /// Stack offset of a message handler; 0 for none, and for one that the call would overwrite.
    fn handler_offset(&self, index: i32, func: usize) -> u32 {
        if index == 0 {
            return 0;
        }
        let slot = self.stack_slot(index);
        if slot.is_null() {
            return 0;
        }
        // SAFETY: fact 2.
        let offset = unsafe { Thread::save_stack(self.thread(), slot) };
        if offset < func { offset as u32 } else { 0 }
    }

    /// Lets the frame reach as far as the results of a call do.
    #[inline]
    fn adjust_frame(&mut self, nresults: i32) {
        let l = self.thread();
        // SAFETY: fact 1.
        unsafe {
            if nresults < 0 && (*(*l).call_info).top < (*l).top {
                (*(*l).call_info).top = (*l).top;
            }
        }
    }

    /// Marks the slot at `index` as to be closed: its value's `__close` metamethod is called when the function
    /// returns or fails, or `set_top` pops the slot. It must lie above all slots marked before. `[-0, +0, v]`
    pub fn to_close(&mut self, index: i32) -> LuaResult {
        let slot = self.stack_slot(index);
        let l = self.thread();
        // SAFETY: facts 1 and 2.
        unsafe {
            let ci = (*l).call_info;
            if slot.is_null() || CallInfo::is_lua(ci) {
                return Err(self.error_str("invalid slot to be closed"));
            }
            let offset = Thread::save_stack(l, slot);
            if (*l)
                .to_be_closed
                .last()
                .is_some_and(|&last| last as usize >= offset)
            {
                return Err(self.error_str("slot to be closed below another one"));
            }
            calls::new_to_be_closed(l, slot)?;
            if !calls::has_to_be_closed((*ci).result_count) {
                (*ci).result_count = calls::encode_result_count((*ci).result_count);
            }
        }
        Ok(())
    }

    /// Closes the slot at `index`, the last one marked by [`to_close`](Self::to_close), and sets it to nil.
    /// `[-0, +0, e]`
    pub fn close_slot(&mut self, index: i32) -> LuaResult {
        let slot = self.stack_slot(index);
        let l = self.thread();
        // SAFETY: facts 1 and 2.
        unsafe {
            let marked = !slot.is_null()
                && calls::has_to_be_closed((*(*l).call_info).result_count)
                && (*l)
                    .to_be_closed
                    .last()
                    .is_some_and(|&last| last as usize == Thread::save_stack(l, slot));
            if !marked {
                return Err(self.error_str("no variable to close at the given slot"));
            }
            let slot = calls::close(l, slot, CloseStatus::Normal, false)?;
            Value::set_nil(slot);
        }
        Ok(())
    }
}
