//! Reading tables.

use super::State;
use crate::heap;
use crate::interpreter;
use crate::string;
use crate::table::{self, Table};
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::userdata::Userdata;
use crate::value::{Type, Value, tag};

impl State {
    /// Pushes the global variable `name`. `[-0, +1, e]`
    pub fn get_global(&mut self, name: &str) -> LuaResult<Type> {
        let globals = self.globals();
        self.get_named(&raw const globals, name.as_bytes())
    }

    /// Pops a key and pushes what the value at `index` has under it. `[-1, +1, e]`
    pub fn get_table(&mut self, index: i32) -> LuaResult<Type> {
        self.need(1)?;
        let l = self.thread();
        let object = self.operand(index);
        let key = self.peek(1);
        // SAFETY: facts 2 and 4; the result takes the key's place.
        unsafe { interpreter::get(l, object, key, (*l).top.sub(1))? };
        Ok(self.peek(1).type_of())
    }

    /// Pushes what the value at `index` has under the string `key`. `[-0, +1, e]`
    #[inline]
    pub fn get_field(&mut self, index: i32, key: &str) -> LuaResult<Type> {
        self.get_field_bytes(index, key.as_bytes())
    }

    /// Pushes what the value at `index` has under the string `key`. `[-0, +1, e]`
    #[inline]
    pub fn get_field_bytes(&mut self, index: i32, key: &[u8]) -> LuaResult<Type> {
        self.room()?;
        let object = self.operand(index);
        self.get_named(object, key)
    }

    fn get_named(&mut self, object: *const Value, name: &[u8]) -> LuaResult<Type> {
        // The object may lie in the stack, which room for two could move.
        // SAFETY: the pointer is good until then.
        let object = unsafe { Value::get(object) };
        self.reserve(2)?;
        let l = self.thread();
        // SAFETY: fact 3. The key is on the stack while metamethods may run.
        unsafe {
            let key = string::cached(l, name)?;
            Thread::push(l, Value::string(key));
            interpreter::get(l, &raw const object, Value::string(key), (*l).top.sub(1))?;
        }
        Ok(self.peek(1).type_of())
    }

    /// Pushes what the value at `index` has under the integer `n`. `[-0, +1, e]`
    #[inline]
    pub fn get_i(&mut self, index: i32, n: i64) -> LuaResult<Type> {
        self.room()?;
        let object = self.operand(index);
        // SAFETY: fact 2; a slot of the table is read before anything else happens.
        unsafe {
            if (*object).is_table() {
                let slot = integer_slot((*object).as_table(), n);
                if !(*slot).is_nil() {
                    let v = Value::get(slot);
                    Thread::push(self.thread(), v);
                    return Ok(v.type_of());
                }
            }
        }
        self.get_i_slow(object, n)
    }

    #[cold]
    #[inline(never)]
    fn get_i_slow(&mut self, object: *const Value, n: i64) -> LuaResult<Type> {
        let l = self.thread();
        // SAFETY: fact 3: the caller made room; nothing has moved since it took the slot.
        unsafe {
            Thread::push(l, Value::NIL);
            interpreter::get(l, object, Value::integer(n), (*l).top.sub(1))?;
        }
        Ok(self.peek(1).type_of())
    }

    /// Pops a key and pushes what the table at `index` has under it, without metamethods. `[-1, +1, m]`
    pub fn raw_get(&mut self, index: i32) -> LuaResult<Type> {
        self.need(1)?;
        let t = self.table(index)?;
        let key = self.peek(1);
        // SAFETY: fact 2.
        let v = unsafe { read(table::get(t, key)) };
        self.discard(1);
        self.push_raw(v)?;
        Ok(v.type_of())
    }

    /// Pushes what the table at `index` has under the integer `n`, without metamethods. `[-0, +1, m]`
    #[inline]
    pub fn raw_get_i(&mut self, index: i32, n: i64) -> LuaResult<Type> {
        self.room()?;
        let t = self.table(index)?;
        // SAFETY: facts 2 and 3.
        unsafe {
            let v = read(integer_slot(t, n));
            Thread::push(self.thread(), v);
            Ok(v.type_of())
        }
    }

    /// Pushes what the table at `index` has under a light userdata, without metamethods. `[-0, +1, m]`
    pub fn raw_get_p(&mut self, index: i32, key: *const ()) -> LuaResult<Type> {
        self.room()?;
        let t = self.table(index)?;
        // SAFETY: facts 2 and 3.
        unsafe {
            let v = read(table::get(t, Value::light_userdata(key.cast_mut())));
            Thread::push(self.thread(), v);
            Ok(v.type_of())
        }
    }

    /// Pushes what the table at `index` has under the string `key`, without metamethods. `[-0, +1, m]`
    pub fn raw_get_field(&mut self, index: i32, key: &str) -> LuaResult<Type> {
        self.room()?;
        let t = self.table(index)?;
        let l = self.thread();
        // SAFETY: facts 2 and 3; the table is in a slot while the key is made.
        unsafe {
            let key = string::cached(l, key.as_bytes())?;
            let v = read(table::get_str(t, key));
            Thread::push(l, v);
            Ok(v.type_of())
        }
    }

    /// Pushes a new table with room for `narray` elements and `nrecords` other fields. `[-0, +1, m]`
    pub fn create_table(&mut self, narray: i32, nrecords: i32) -> LuaResult {
        self.room()?;
        let l = self.thread();
        // SAFETY: fact 3; the table is on the stack before its parts are allocated.
        unsafe {
            let t = table::new(l)?;
            Thread::push(l, Value::table(t));
            if narray > 0 || nrecords > 0 {
                table::resize(l, t, narray.max(0) as _, nrecords.max(0) as _)?;
            }
            heap::check_gc(l);
        }
        Ok(())
    }

    /// Pushes a new, empty table. `[-0, +1, m]`
    #[inline]
    pub fn new_table(&mut self) -> LuaResult {
        self.create_table(0, 0)
    }

    /// Pushes the metatable of the value at `index`, if it has one, and tells so. `[-0, +(0|1), m]`
    pub fn get_metatable(&mut self, index: i32) -> LuaResult<bool> {
        let metatable = self.metatable(index);
        if metatable.is_null() {
            return Ok(false);
        }
        self.push_raw(Value::table(metatable))?;
        Ok(true)
    }

    /// Whether the value at `index` has a metatable; one that has none can be read raw. `[-0, +0, -]`
    #[inline]
    pub fn has_metatable(&self, index: i32) -> bool {
        !self.metatable(index).is_null()
    }

    #[inline]
    pub(super) fn metatable(&self, index: i32) -> *mut Table {
        let v = self.value(index);
        // SAFETY: facts 1 and 2.
        unsafe {
            match v.tag {
                tag::TABLE => (*v.as_table()).metatable,
                tag::USERDATA => (*v.as_userdata()).metatable,
                tag::ABSENT_KEY => core::ptr::null_mut(),
                _ => (&(*(*self.thread()).global).metatables)[v.type_bits() as usize],
            }
        }
    }

    /// Pushes user value `n` (from 1) of the full userdata at `index`; pushes nil and gives [`Type::None`] if
    /// there is none. `[-0, +1, m]`
    pub fn get_user_value(&mut self, index: i32, n: i32) -> LuaResult<Type> {
        let v = self.value(index);
        if v.tag == tag::USERDATA {
            let userdata = v.as_userdata();
            // SAFETY: fact 2; the index is checked against the object.
            unsafe {
                if n >= 1 && n <= i32::from((*userdata).user_value_count) {
                    let v = Value::get(Userdata::user_value(userdata, n as usize - 1));
                    self.push_raw(v)?;
                    return Ok(v.type_of());
                }
            }
        }
        self.push_raw(Value::NIL)?;
        Ok(Type::None)
    }

    /// Pops a key and pushes the next key and its value of the table at `index`; pushes nothing and gives `false`
    /// after the last. The first follows nil. `[-1, +(2|0), v]`
    pub fn next(&mut self, index: i32) -> LuaResult<bool> {
        self.need(1)?;
        self.room()?;
        let t = self.table(index)?;
        let l = self.thread();
        // SAFETY: facts 2, 3 and 4: the key is on top and there is room for the value.
        unsafe {
            if table::next(l, t, (*l).top.sub(1))? {
                (*l).top = (*l).top.add(1);
                Ok(true)
            } else {
                (*l).top = (*l).top.sub(1);
                Ok(false)
            }
        }
    }
}

/// The slot of a table for an integer key: the array part is looked at first.
///
/// # Safety
/// `t` must be live.
#[inline(always)]
pub(super) unsafe fn integer_slot(t: *mut Table, n: i64) -> *const Value {
    let i = (n as u64).wrapping_sub(1);
    if i < u64::from((*t).array_size) {
        (*t).array.add(i as usize)
    } else {
        table::get_int(t, n)
    }
}

/// What a lookup found, with nil for an empty or absent slot.
///
/// # Safety
/// `slot` must come from a lookup.
#[inline(always)]
unsafe fn read(slot: *const Value) -> Value {
    let v = Value::get(slot);
    if v.is_nil() { Value::NIL } else { v }
}
