//! Pushing new values.

use super::{RIDX_GLOBALS, State};
use crate::closure::{self, NativeClosure};
use crate::heap;
use crate::string;
use crate::table;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::{NativeFunction, Value};
use core::fmt::{self, Write};
use core::ptr;

/// Most upvalues of a native function.
const MAX_UPVALUES: i32 = 255;

impl State {
    /// Pushes nil. `[-0, +1, m]`
    #[inline]
    pub fn push_nil(&mut self) -> LuaResult {
        self.push_raw(Value::NIL)
    }

    /// Pushes what library functions return for failure: nil. `[-0, +1, m]`
    #[inline]
    pub fn push_fail(&mut self) -> LuaResult {
        self.push_raw(Value::NIL)
    }

    /// Pushes a boolean. `[-0, +1, m]`
    #[inline]
    pub fn push_boolean(&mut self, b: bool) -> LuaResult {
        self.push_raw(Value::boolean(b))
    }

    /// Pushes an integer. `[-0, +1, m]`
    #[inline]
    pub fn push_integer(&mut self, i: i64) -> LuaResult {
        self.push_raw(Value::integer(i))
    }

    /// Pushes a float. `[-0, +1, m]`
    #[inline]
    pub fn push_number(&mut self, n: f64) -> LuaResult {
        self.push_raw(Value::float(n))
    }

    /// Pushes a string. `[-0, +1, m]`
    #[inline]
    pub fn push_bytes(&mut self, bytes: &[u8]) -> LuaResult {
        self.room()?;
        let l = self.thread();
        // SAFETY: facts 1 and 3.
        unsafe {
            let s = string::new(l, bytes)?;
            Thread::push(l, Value::string(s));
            heap::check_gc(l);
        }
        Ok(())
    }

    /// Pushes a string. `[-0, +1, m]`
    #[inline]
    pub fn push_str(&mut self, text: &str) -> LuaResult {
        self.room()?;
        let l = self.thread();
        // SAFETY: facts 1 and 3.
        unsafe {
            let s = string::cached(l, text.as_bytes())?;
            Thread::push(l, Value::string(s));
            heap::check_gc(l);
        }
        Ok(())
    }

    /// Pushes formatted text: `state.push_fmt(format_args!("{n} levels"))`. `[-0, +1, m]`
    pub fn push_fmt(&mut self, text: fmt::Arguments<'_>) -> LuaResult {
        if let Some(text) = text.as_str() {
            return self.push_str(text);
        }
        let mut buffer = String::new();
        if buffer.write_fmt(text).is_err() {
            return Err(self.error_str("a formatting trait implementation returned an error"));
        }
        self.push_str(&buffer)
    }

    /// Pushes a native function without upvalues. `[-0, +1, m]`
    #[inline]
    pub fn push_function(&mut self, f: NativeFunction) -> LuaResult {
        self.push_raw(Value::light_function(f))
    }

    /// Pops `n` values (at most 255) and pushes a native function with them as its upvalues. `[-n, +1, m]`
    pub fn push_closure(&mut self, f: NativeFunction, n: i32) -> LuaResult {
        if n <= 0 {
            return self.push_function(f);
        }
        if n > MAX_UPVALUES {
            return Err(self.error_str("too many upvalues"));
        }
        let n = n as usize;
        self.need(n)?;
        let l = self.thread();
        // SAFETY: facts 1 and 4. Everything else that the new object holds is copied before a collection.
        unsafe {
            let closure = closure::new_native_closure(l, f, n)?;
            let first = (*l).top.sub(n);
            for i in 0..n {
                Value::set(NativeClosure::upvalue(closure, i), Value::get(first.add(i)));
            }
            (*l).top = first;
            Thread::push(l, Value::object(closure.cast()));
            heap::check_gc(l);
        }
        Ok(())
    }

    /// Pushes a light userdata. `[-0, +1, m]`
    #[inline]
    pub fn push_light_userdata(&mut self, pointer: *mut ()) -> LuaResult {
        self.push_raw(Value::light_userdata(pointer))
    }

    /// Pushes the running thread; tells whether it is the main thread. `[-0, +1, m]`
    pub fn push_thread(&mut self) -> LuaResult<bool> {
        let l = self.thread();
        self.push_raw(Value::thread(l))?;
        // SAFETY: fact 1.
        Ok(unsafe { ptr::eq((*(*l).global).main_thread, l) })
    }

    /// Pushes the table of globals. `[-0, +1, m]`
    pub fn push_globals(&mut self) -> LuaResult {
        let globals = self.globals();
        self.push_raw(globals)
    }

    /// What the registry has as the table of globals: a program can put anything there.
    pub(super) fn globals(&self) -> Value {
        let l = self.thread();
        // SAFETY: fact 1; the registry is a table of the state's own, always.
        unsafe {
            let registry = (*(*l).global).registry.as_table();
            let v = Value::get(table::get_int(registry, RIDX_GLOBALS));
            if v.is_nil() { Value::NIL } else { v }
        }
    }
}
