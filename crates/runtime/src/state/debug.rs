//! The debug interface: frames, local variables, hooks. Level 0 is the running function, 1 its caller.
//!
//! The functions named `…_of` look into the thread at an index, where 0 stands for this one; their values are
//! popped and pushed here.

use super::State;
use crate::debug::{self, DebugInfo};
use crate::thread::{CallInfo, Hook, MAX_C_CALLS, Thread};
use crate::throw::LuaResult;
use crate::value::{Value, tag};
use core::ptr;

impl State {
    /// The frame at a level of a thread, and that thread.
    fn level_of(&mut self, thread: i32, level: i32) -> LuaResult<Option<(*mut Thread, *mut CallInfo)>> {
        let of = match thread {
            0 => self.thread(),
            index => match self.thread_at(index) {
                Some(of) => of,
                None => return Err(self.error_str("coroutine expected")),
            },
        };
        // SAFETY: facts 1 and 2.
        Ok(unsafe { debug::get_stack(of, level) }.map(|ci| (of, ci)))
    }

    /// Whether the call stack has a `level`. `[-0, +0]`
    pub fn has_level(&self, level: i32) -> bool {
        // SAFETY: fact 1.
        unsafe { debug::get_stack(self.thread(), level).is_some() }
    }

    /// Whether the call stack of a thread has a `level`. `[-0, +0]`
    pub fn has_level_of(&mut self, thread: i32, level: i32) -> LuaResult<bool> {
        Ok(self.level_of(thread, level)?.is_some())
    }

    /// What `what` asks about the call at `level`: letters as for `debug.getinfo`. With `f` the function is pushed,
    /// with `L` a table of its lines (nil for a native function), in this order. `None` if there is no such level.
    /// `[-0, +(0|1|2)]`
    pub fn get_info(&mut self, level: i32, what: &[u8]) -> LuaResult<Option<DebugInfo>> {
        self.get_info_of(0, level, what)
    }

    /// Like [`get_info`](Self::get_info), about a call of another thread. `[-0, +(0|1|2)]`
    pub fn get_info_of(&mut self, thread: i32, level: i32, what: &[u8]) -> LuaResult<Option<DebugInfo>> {
        self.reserve(4)?;
        let Some((_, ci)) = self.level_of(thread, level)? else {
            return Ok(None);
        };
        // SAFETY: facts 1 and 2.
        let (info, function) = unsafe { (debug::get_info(ci, (*ci).func, what), Value::get((*ci).func)) };
        self.push_asked(function, what)?;
        Ok(Some(info))
    }

    /// Like [`get_info`](Self::get_info), about the function on top of the stack, which is popped. `None` if there
    /// is no function. `[-1, +(0|1|2)]`
    pub fn get_function_info(&mut self, what: &[u8]) -> LuaResult<Option<DebugInfo>> {
        self.need(1)?;
        self.reserve(4)?;
        let function = self.peek(1);
        if !function.is_function() {
            self.discard(1);
            return Ok(None);
        }
        // SAFETY: fact 2.
        let info = unsafe { debug::get_info(ptr::null_mut(), &raw const function, what) };
        self.push_asked(function, what)?;
        self.remove(-1 - i32::from(what.contains(&b'f')) - i32::from(what.contains(&b'L')));
        Ok(Some(info))
    }

    /// Pushes what `f` and `L` ask for. The function is reachable.
    fn push_asked(&mut self, function: Value, what: &[u8]) -> LuaResult {
        if what.contains(&b'f') {
            self.push_raw(function)?;
        }
        if !what.contains(&b'L') {
            return Ok(());
        }
        // SAFETY: the caller's fact.
        let Some(lines) = (unsafe { debug::valid_lines(&raw const function) }) else {
            return self.push_nil();
        };
        self.new_table()?;
        for line in lines {
            self.push_boolean(true)?;
            self.raw_set_i(-2, i64::from(line))?;
        }
        Ok(())
    }

    /// Pushes local variable `n` of the function at `level` and gives its name; pushes nothing if there is none.
    /// Parameters come first; negative numbers are extra arguments. `[-0, +(0|1)]`
    pub fn get_local(&mut self, level: i32, n: i32) -> LuaResult<Option<Vec<u8>>> {
        self.get_local_of(0, level, n)
    }

    /// Like [`get_local`](Self::get_local), for a function of another thread. `[-0, +(0|1)]`
    pub fn get_local_of(&mut self, thread: i32, level: i32, n: i32) -> LuaResult<Option<Vec<u8>>> {
        self.room()?;
        let Some((of, ci)) = self.level_of(thread, level)? else {
            return Ok(None);
        };
        // SAFETY: facts 1 and 2; the slot is read before anything else happens.
        unsafe {
            let Some((name, slot)) = debug::find_local(of, ci, n) else {
                return Ok(None);
            };
            let v = Value::get(slot);
            self.push_raw(v)?;
            Ok(Some(name))
        }
    }

    /// Pops a value and stores it in local variable `n` of the function at `level`; gives the variable's name, if
    /// there is one. `[-1, +0]`
    pub fn set_local(&mut self, level: i32, n: i32) -> LuaResult<Option<Vec<u8>>> {
        self.set_local_of(0, level, n)
    }

    /// Like [`set_local`](Self::set_local), for a function of another thread. `[-1, +0]`
    pub fn set_local_of(&mut self, thread: i32, level: i32, n: i32) -> LuaResult<Option<Vec<u8>>> {
        self.need(1)?;
        let v = self.peek(1);
        let found = self.level_of(thread, level)?;
        // SAFETY: facts 1 and 2. A stack needs no barrier.
        let name = found.and_then(|(of, ci)| unsafe {
            let (name, slot) = debug::find_local(of, ci, n)?;
            Value::set(slot, v);
            Some(name)
        });
        self.discard(1);
        Ok(name)
    }

    /// The name of parameter `n` of the Lua function at `index`. `[-0, +0]`
    pub fn parameter_name(&self, index: i32, n: i32) -> Option<Vec<u8>> {
        let v = self.value(index);
        if v.tag != tag::LUA_CLOSURE {
            return None;
        }
        // SAFETY: fact 2.
        unsafe { debug::local_name((*v.as_lua_closure()).proto, n, 0) }
    }

    /// Sets the hook of this thread and the events that it is called for, a sum of masks; `count` is for
    /// `MASK_COUNT`. No hook or no events turns it off. `[-0, +0]`
    pub fn set_hook(&mut self, hook: Option<Hook>, mask: u8, count: i32) {
        let (hook, mask) = if hook.is_none() || mask == 0 {
            (None, 0)
        } else {
            (hook, mask)
        };
        let l = self.thread();
        // SAFETY: fact 1.
        unsafe {
            (*l).hook = hook;
            (*l).hook_mask = mask;
            (*l).base_hook_count = count;
            (*l).hook_count = count;
            Thread::set_trap(l, mask != 0);
        }
    }

    /// The hook of this thread. `[-0, +0]`
    pub fn get_hook(&self) -> Option<Hook> {
        // SAFETY: fact 1.
        unsafe { (*self.thread()).hook }
    }

    /// The events that the hook is called for. `[-0, +0]`
    pub fn hook_mask(&self) -> u8 {
        // SAFETY: fact 1.
        unsafe { (*self.thread()).hook_mask }
    }

    /// After how many instructions the hook is called. `[-0, +0]`
    #[expect(clippy::misnamed_getters, reason = "the field of that name counts down")]
    pub fn hook_count(&self) -> i32 {
        // SAFETY: fact 1.
        unsafe { (*self.thread()).base_hook_count }
    }

    /// The most native calls that may be active at once. It cannot be set; the name is that of `lua.h`. `[-0, +0]`
    pub fn set_c_stack_limit(&mut self, _limit: u32) -> u32 {
        MAX_C_CALLS
    }
}
