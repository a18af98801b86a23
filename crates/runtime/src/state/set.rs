//! Writing tables.

use super::State;
use super::get::integer_slot;
use crate::heap;
use crate::interpreter;
use crate::string;
use crate::table;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::userdata::Userdata;
use crate::value::{Value, tag};

impl State {
    /// Pops a value and makes it the global variable `name`. `[-1, +0, e]`
    pub fn set_global(&mut self, name: &str) -> LuaResult {
        let globals = self.globals();
        self.set_named(globals, name.as_bytes())
    }

    /// Pops a value and, below it, a key, and stores the value in what is at `index`. `[-2, +0, e]`
    pub fn set_table(&mut self, index: i32) -> LuaResult {
        self.need(2)?;
        let l = self.thread();
        let object = self.operand(index);
        let (key, v) = (self.peek(2), self.peek(1));
        // SAFETY: facts 2 and 4; key and value stay on the stack until done.
        unsafe { interpreter::set(l, object, key, v)? };
        self.discard(2);
        Ok(())
    }

    /// Pops a value and stores it in what is at `index`, under the string `key`. `[-1, +0, e]`
    #[inline]
    pub fn set_field(&mut self, index: i32, key: &str) -> LuaResult {
        let object = self.value(index);
        self.set_named(object, key.as_bytes())
    }

    fn set_named(&mut self, object: Value, name: &[u8]) -> LuaResult {
        self.need(1)?;
        self.room()?;
        let l = self.thread();
        let v = self.peek(1);
        // SAFETY: facts 3 and 4; key and value are on the stack until done.
        unsafe {
            let key = string::cached(l, name)?;
            Thread::push(l, Value::string(key));
            interpreter::set(l, &raw const object, Value::string(key), v)?;
        }
        self.discard(2);
        Ok(())
    }

    /// Pops a value and stores it in what is at `index`, under the integer `n`. `[-1, +0, e]`
    #[inline]
    pub fn set_i(&mut self, index: i32, n: i64) -> LuaResult {
        self.need(1)?;
        let l = self.thread();
        let object = self.operand(index);
        let v = self.peek(1);
        // SAFETY: facts 2 and 4; an existing value may be replaced without asking a metamethod.
        unsafe {
            if (*object).is_table() {
                let t = (*object).as_table();
                let slot = integer_slot(t, n);
                if !(*slot).is_nil() {
                    Value::set(slot.cast_mut(), v);
                    heap::barrier_back(l, t.cast(), v);
                    (*l).top = (*l).top.sub(1);
                    return Ok(());
                }
            }
            interpreter::set(l, object, Value::integer(n), v)?;
        }
        self.discard(1);
        Ok(())
    }

    /// Pops a value and, below it, a key, and stores the value in the table at `index` without metamethods.
    /// `[-2, +0, v]`
    pub fn raw_set(&mut self, index: i32) -> LuaResult {
        self.need(2)?;
        let t = self.table(index)?;
        let (key, v) = (self.peek(2), self.peek(1));
        self.raw_store(t, key, v)?;
        self.discard(2);
        Ok(())
    }

    fn raw_store(&mut self, t: *mut table::Table, key: Value, v: Value) -> LuaResult {
        let l = self.thread();
        // SAFETY: fact 2: the callers took the table from a slot; key and value are on the stack.
        unsafe {
            table::set(l, t, key, v)?;
            (*t).flags = 0;
            heap::barrier_back(l, t.cast(), v);
        }
        Ok(())
    }

    /// Pops a value and stores it in the table at `index`, under the integer `n`, without metamethods.
    /// `[-1, +0, m]`
    #[inline]
    pub fn raw_set_i(&mut self, index: i32, n: i64) -> LuaResult {
        self.need(1)?;
        let t = self.table(index)?;
        let l = self.thread();
        let v = self.peek(1);
        // SAFETY: facts 2 and 4.
        unsafe {
            table::set_int(l, t, n, v)?;
            heap::barrier_back(l, t.cast(), v);
        }
        self.discard(1);
        Ok(())
    }

    /// Pops a value and stores it in the table at `index`, under a light userdata, without metamethods.
    /// `[-1, +0, m]`
    pub fn raw_set_p(&mut self, index: i32, key: *const ()) -> LuaResult {
        self.need(1)?;
        let t = self.table(index)?;
        let v = self.peek(1);
        self.raw_store(t, Value::light_userdata(key.cast_mut()), v)?;
        self.discard(1);
        Ok(())
    }

    /// Pops a table or nil and makes it the metatable of the value at `index`, or of its basic type. `[-1, +0, m]`
    pub fn set_metatable(&mut self, index: i32) -> LuaResult {
        self.need(1)?;
        let metatable = self.peek(1);
        if !metatable.is_table() && !metatable.is_nil() {
            return Err(self.error_str("table expected"));
        }
        let mt = if metatable.is_nil() {
            core::ptr::null_mut()
        } else {
            metatable.as_table()
        };
        let object = self.value(index);
        let l = self.thread();
        // SAFETY: facts 1, 2 and 4.
        unsafe {
            match object.tag {
                tag::TABLE | tag::USERDATA => {
                    if object.tag == tag::TABLE {
                        (*object.as_table()).metatable = mt;
                    } else {
                        (*object.as_userdata()).metatable = mt;
                    }
                    if !mt.is_null() {
                        heap::barrier(l, object.as_object(), mt.cast());
                        heap::check_finalizer(l, object.as_object(), mt)?;
                    }
                }
                tag::ABSENT_KEY => {}
                _ => (&mut (*(*l).global).metatables)[object.type_bits() as usize] = mt,
            }
        }
        self.discard(1);
        Ok(())
    }

    /// Pops a value and makes it user value `n` (from 1) of the full userdata at `index`; `false` if there is no
    /// such user value. `[-1, +0, m]`
    pub fn set_user_value(&mut self, index: i32, n: i32) -> LuaResult<bool> {
        self.need(1)?;
        let object = self.value(index);
        let v = self.peek(1);
        let mut found = false;
        if object.tag == tag::USERDATA {
            let userdata = object.as_userdata();
            // SAFETY: fact 2; the index is checked against the object.
            unsafe {
                if n >= 1 && n <= i32::from((*userdata).user_value_count) {
                    Value::set(Userdata::user_value(userdata, n as usize - 1), v);
                    heap::barrier_back(self.thread(), userdata.cast(), v);
                    found = true;
                }
            }
        }
        self.discard(1);
        Ok(found)
    }
}
