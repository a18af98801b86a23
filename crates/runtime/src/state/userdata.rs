//! Full userdata: Rust values of the host.

use super::State;
use crate::heap;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::userdata;
use crate::value::{Value, tag};
use core::any::Any;
use core::ptr;

impl State {
    /// Pushes a full userdata that owns `value`, with `nuvalue` user values. `[-0, +1, m]`
    pub fn new_userdata<T: Any + Send>(&mut self, value: T, nuvalue: u16) -> LuaResult {
        self.room()?;
        let l = self.thread();
        // SAFETY: facts 1 and 3.
        unsafe {
            let userdata = userdata::new(l, Some(Box::new(value)), usize::from(nuvalue))?;
            Thread::push(l, Value::object(userdata.cast()));
            heap::check_gc(l);
        }
        Ok(())
    }

    /// The value of the userdata at `index`, if it is a `T`. `[-0, +0, -]`
    pub fn userdata<T: Any + Send>(&self, index: i32) -> Option<&T> {
        let v = self.value(index);
        if v.tag != tag::USERDATA {
            return None;
        }
        // SAFETY: fact 2: the userdata keeps its value while the state is borrowed.
        let data = unsafe { &(*v.as_userdata()).data };
        data.as_ref()?.downcast_ref()
    }

    /// The value of the userdata at `index`, if it is a `T`. `[-0, +0, -]`
    pub fn userdata_mut<T: Any + Send>(&mut self, index: i32) -> Option<&mut T> {
        // SAFETY: the userdata keeps its value while the state is borrowed, and the borrow is exclusive.
        self.userdata_pointer::<T>(index)
            .map(|value| unsafe { &mut *value })
    }

    /// The value of the userdata that argument `argument` must be; `type_name` is for the error. `[-0, +0, v]`
    pub fn check_userdata<T: Any + Send>(&mut self, argument: i32, type_name: &str) -> LuaResult<&mut T> {
        match self.userdata_pointer::<T>(argument) {
            // SAFETY: as for `userdata_mut`.
            Some(value) => Ok(unsafe { &mut *value }),
            None => Err(self.type_error(argument, type_name)),
        }
    }

    fn userdata_pointer<T: Any + Send>(&mut self, index: i32) -> Option<*mut T> {
        let v = self.value(index);
        if v.tag != tag::USERDATA {
            return None;
        }
        // SAFETY: fact 2.
        let data = unsafe { &mut (*v.as_userdata()).data };
        data.as_mut()?.downcast_mut::<T>().map(ptr::from_mut)
    }

    /// Takes the value out of the userdata at `index`, if it is a `T`; the userdata has none from then on.
    /// `[-0, +0, -]`
    pub fn take_userdata<T: Any + Send>(&mut self, index: i32) -> Option<T> {
        self.userdata_pointer::<T>(index)?;
        // SAFETY: fact 2.
        let data = unsafe { (*self.value(index).as_userdata()).data.take() };
        data?.downcast::<T>().ok().map(|value| *value)
    }

    /// Whether the value at `index` is a full userdata with the metatable registered as `type_name`. `[-0, +0, m]`
    pub fn test_userdata(&mut self, index: i32, type_name: &str) -> LuaResult<bool> {
        if self.value(index).tag != tag::USERDATA {
            return Ok(false);
        }
        let metatable = self.metatable(index);
        self.raw_get_field(super::REGISTRY_INDEX, type_name)?;
        let registered = self.value(-1);
        self.pop(1);
        Ok(registered.is_table() && ptr::eq(registered.as_table(), metatable))
    }
}
