//! What functions capture.

use super::State;
use crate::closure::{LuaClosure, NativeClosure, UpValue};
use crate::heap::{self, GcHeader};
use crate::string;
use crate::throw::LuaResult;
use crate::value::{Value, tag};

/// An upvalue found: its name, its slot, and the object that holds the slot.
struct Found {
    name: Vec<u8>,
    slot: *mut Value,
    owner: *mut GcHeader,
}

impl State {
    /// Pushes upvalue `n` (from 1) of the function at `index` and gives its name: empty for a native function,
    /// `(no name)` if unknown. Pushes nothing if there is no such upvalue. `[-0, +(0|1), m]`
    pub fn get_upvalue(&mut self, index: i32, n: i32) -> LuaResult<Option<Vec<u8>>> {
        self.room()?;
        let Some(found) = self.find_upvalue(index, n) else {
            return Ok(None);
        };
        // SAFETY: nothing has moved since it was found.
        let v = unsafe { Value::get(found.slot) };
        self.push_raw(v)?;
        Ok(Some(found.name))
    }

    /// Pops a value and stores it in upvalue `n` of the function at `index`; gives the upvalue's name. Pops
    /// nothing if there is no such upvalue. `[-(0|1), +0, m]`
    pub fn set_upvalue(&mut self, index: i32, n: i32) -> LuaResult<Option<Vec<u8>>> {
        self.need(1)?;
        let Some(found) = self.find_upvalue(index, n) else {
            return Ok(None);
        };
        let v = self.peek(1);
        // SAFETY: nothing has moved since it was found.
        unsafe {
            Value::set(found.slot, v);
            heap::barrier_value(self.thread(), found.owner, v);
        }
        self.discard(1);
        Ok(Some(found.name))
    }

    /// What tells upvalue `n` of the function at `index` from others. `[-0, +0, -]`
    pub fn upvalue_id(&self, index: i32, n: i32) -> Option<*const ()> {
        let v = self.value(index);
        // SAFETY: fact 2; the index is checked against the object.
        unsafe {
            match v.tag {
                tag::LUA_CLOSURE => self.upvalue_of(index, n).map(|up| (*up).cast_const().cast()),
                tag::NATIVE_CLOSURE => {
                    let closure = v.as_native_closure();
                    let i = native_index(closure, n)?;
                    Some(NativeClosure::upvalue(closure, i).cast_const().cast())
                }
                _ => None,
            }
        }
    }

    /// Makes upvalue `n1` of the Lua function at `index1` the same variable as upvalue `n2` of the one at
    /// `index2`; `false` if either does not exist. `[-0, +0, -]`
    pub fn upvalue_join(&mut self, index1: i32, n1: i32, index2: i32, n2: i32) -> bool {
        let (Some(to), Some(from)) = (self.upvalue_of(index1, n1), self.upvalue_of(index2, n2)) else {
            return false;
        };
        // SAFETY: fact 2.
        unsafe {
            *to = *from;
            heap::barrier(self.thread(), self.value(index1).as_object(), (*from).cast());
        }
        true
    }

    /// Where the Lua function at `index` holds its upvalue `n`.
    fn upvalue_of(&self, index: i32, n: i32) -> Option<*mut *mut UpValue> {
        let v = self.value(index);
        if v.tag != tag::LUA_CLOSURE {
            return None;
        }
        let closure = v.as_lua_closure();
        // SAFETY: fact 2; the index is checked against the object.
        unsafe {
            (n >= 1 && n <= i32::from((*closure).upvalue_count))
                .then(|| LuaClosure::upvalue(closure, n as usize - 1))
        }
    }

    fn find_upvalue(&self, index: i32, n: i32) -> Option<Found> {
        let v = self.value(index);
        // SAFETY: fact 2; indices are checked against the object.
        unsafe {
            if v.tag == tag::NATIVE_CLOSURE {
                let closure = v.as_native_closure();
                let i = native_index(closure, n)?;
                return Some(Found {
                    name: Vec::new(),
                    slot: NativeClosure::upvalue(closure, i),
                    owner: closure.cast(),
                });
            }
            let upvalue = *self.upvalue_of(index, n)?;
            let descriptions = &(*(*v.as_lua_closure()).proto).upvalues;
            let name = match descriptions.get(n as usize - 1) {
                Some(description) if !description.name.is_null() => string::bytes(description.name).to_vec(),
                _ => b"(no name)".to_vec(),
            };
            Some(Found {
                name,
                slot: (*upvalue).v,
                owner: upvalue.cast(),
            })
        }
    }
}

/// # Safety
/// `closure` must be live.
unsafe fn native_index(closure: *mut NativeClosure, n: i32) -> Option<usize> {
    (n >= 1 && n <= i32::from((*closure).upvalue_count)).then(|| n as usize - 1)
}
