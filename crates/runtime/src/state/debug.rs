//! The debug interface: frames, local variables, hooks. Level 0 is the running function, 1 its caller.

use super::State;
use crate::debug::{self, DebugInfo};
use crate::thread::{CallInfo, Hook};
use crate::throw::LuaResult;
use crate::value::{Value, tag};
use core::ptr;

impl State {
    fn level(&self, level: i32) -> Option<*mut CallInfo> {
        // SAFETY: fact 1.
        unsafe { debug::get_stack(self.thread(), level) }
    }

    /// Whether the call stack has a `level`. `[-0, +0]`
    pub fn has_level(&self, level: i32) -> bool {
        self.level(level).is_some()
    }

    /// What `what` asks about the call at `level`: letters as for `debug.getinfo`. With `f` the function is pushed,
    /// with `L` a table of its lines (nil for a native function), in this order. `None` if there is no such level.
    /// `[-0, +(0|1|2)]`
    pub fn get_info(&mut self, level: i32, what: &[u8]) -> LuaResult<Option<DebugInfo>> {
        self.reserve(4)?;
        let Some(ci) = self.level(level) else {
            return Ok(None);
        };
        // SAFETY: fact 1.
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
            self.push(function)?;
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
        self.room()?;
        let Some(ci) = self.level(level) else {
            return Ok(None);
        };
        // SAFETY: fact 1; the slot is read before anything else happens.
        unsafe {
            let Some((name, slot)) = debug::find_local(self.thread(), ci, n) else {
                return Ok(None);
            };
            let v = Value::get(slot);
            self.push(v)?;
            Ok(Some(name))
        }
    }

    /// Pops a value and stores it in local variable `n` of the function at `level`; gives the variable's name, if
    /// there is one. `[-1, +0]`
    pub fn set_local(&mut self, level: i32, n: i32) -> LuaResult<Option<Vec<u8>>> {
        self.need(1)?;
        let v = self.peek(1);
        let Some(ci) = self.level(level) else {
            self.discard(1);
            return Ok(None);
        };
        // SAFETY: fact 1.
        let found = unsafe {
            debug::find_local(self.thread(), ci, n).map(|(name, slot)| {
                Value::set(slot, v);
                name
            })
        };
        self.discard(1);
        Ok(found)
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
            (*l).trap = mask != 0;
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
}
