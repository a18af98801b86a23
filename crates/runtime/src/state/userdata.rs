//! Full userdata: Rust values of the host.
//!
//! A value is lent for as long as the state is borrowed, or, by [`State::with_userdata`], while the state is used.
//! The latter keeps count of its loans, so that nobody else gets an exclusive view meanwhile.

use super::State;
use super::access::Anchored;
use crate::heap;
use crate::thread::Thread;
use crate::throw::{LuaResult, Throw};
use crate::userdata::{self, EXCLUSIVE, Userdata};
use crate::value::{Value, tag};
use core::any::Any;
use core::ptr;

impl State {
    /// Pushes a full userdata that owns `value`, with `nuvalue` user values. `[-0, +1, m]`
    ///
    /// ```
    /// # use moonquakes_runtime::State;
    /// let state = &mut *State::new();
    /// state.new_userdata(vec![1, 2], 0)?;
    /// if let Some(list) = state.userdata_mut::<Vec<i32>>(-1) {
    ///     list.push(3);
    /// }
    /// assert_eq!(state.userdata::<Vec<i32>>(-1), Some(&vec![1, 2, 3]));
    /// assert_eq!(state.userdata::<String>(-1), None);
    /// # Ok::<(), moonquakes_runtime::Throw>(())
    /// ```
    pub fn new_userdata<T: Any + Send>(&mut self, value: T, nuvalue: u16) -> LuaResult {
        self.room()?;
        let l = self.thread();
        // SAFETY: facts 1 and 3.
        unsafe {
            let userdata = userdata::new(l, value, nuvalue)?;
            Thread::push(l, Value::object(userdata.cast()));
            heap::check_gc(l);
        }
        Ok(())
    }

    /// The value of the userdata at `index`, if it is a `T` and not lent exclusively. `[-0, +0, -]`
    pub fn userdata<T: Any + Send>(&self, index: i32) -> Option<&T> {
        let (userdata, value) = self.find_userdata::<T>(index)?;
        // SAFETY: fact 2: the userdata keeps its value while the state is borrowed.
        unsafe { ((*userdata).borrow != EXCLUSIVE).then(|| &*value) }
    }

    /// The value of the userdata at `index`, if it is a `T` and not lent. `[-0, +0, -]`
    pub fn userdata_mut<T: Any + Send>(&mut self, index: i32) -> Option<&mut T> {
        let (userdata, value) = self.find_userdata::<T>(index)?;
        // SAFETY: fact 2: the userdata keeps its value while the state is borrowed, and the borrow is exclusive.
        unsafe { ((*userdata).borrow == 0).then(|| &mut *value) }
    }

    /// The value of the userdata that argument `argument` must be; `type_name` is for the error. `[-0, +0, v]`
    pub fn check_userdata<T: Any + Send>(&mut self, argument: i32, type_name: &str) -> LuaResult<&mut T> {
        match self.find_userdata::<T>(argument) {
            // SAFETY: as for `userdata_mut`.
            Some((userdata, value)) if unsafe { (*userdata).borrow == 0 } => Ok(unsafe { &mut *value }),
            Some(_) => Err(self.arg_error(argument, format_args!("{type_name} is in use"))),
            None => Err(self.type_error(argument, type_name)),
        }
    }

    /// Takes the value out of the userdata at `index`, if it is a `T` and not lent; the userdata has none from then
    /// on. `[-0, +0, -]`
    pub fn take_userdata<T: Any + Send>(&mut self, index: i32) -> Option<T> {
        let (userdata, _) = self.find_userdata::<T>(index)?;
        // SAFETY: fact 2.
        unsafe {
            if (*userdata).borrow != 0 {
                return None;
            }
            Userdata::take((*self.thread()).global, userdata)
        }
    }

    /// Lends the value of the userdata at `index` while the state is used; `None` if it is no `T`. It is an error if
    /// the value is lent exclusively. `[-0, +0, v]`
    pub fn with_userdata<T: Any + Send, R>(
        &mut self,
        index: i32,
        f: impl FnOnce(&mut State, &T) -> LuaResult<R>,
    ) -> LuaResult<Option<R>> {
        let Some((userdata, value)) = self.find_userdata::<T>(index) else {
            return Ok(None);
        };
        let mut loan = Loan::new(self, userdata, false)?;
        // SAFETY: the userdata is anchored, and its value neither taken nor lent exclusively during the loan.
        f(loan.state(), unsafe { &*value }).map(Some)
    }

    /// Lends the value of the userdata at `index` exclusively while the state is used; `None` if it is no `T`. It is an
    /// error if the value is lent. `[-0, +0, v]`
    pub fn with_userdata_mut<T: Any + Send, R>(
        &mut self,
        index: i32,
        f: impl FnOnce(&mut State, &mut T) -> LuaResult<R>,
    ) -> LuaResult<Option<R>> {
        let Some((userdata, value)) = self.find_userdata::<T>(index) else {
            return Ok(None);
        };
        let mut loan = Loan::new(self, userdata, true)?;
        // SAFETY: the userdata is anchored, and its value neither taken nor lent during the loan.
        f(loan.state(), unsafe { &mut *value }).map(Some)
    }

    fn find_userdata<T: Any + Send>(&self, index: i32) -> Option<(*mut Userdata, *mut T)> {
        let v = self.value(index);
        if v.tag != tag::USERDATA {
            return None;
        }
        // SAFETY: fact 2.
        let value = unsafe { Userdata::value(v.as_userdata())? };
        Some((v.as_userdata(), value))
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

/// A value lent while the state is used: the userdata is kept alive, and its count of loans right.
struct Loan<'a> {
    anchored: Anchored<'a>,
    userdata: *mut Userdata,
    exclusive: bool,
}

impl<'a> Loan<'a> {
    fn new(state: &'a mut State, userdata: *mut Userdata, exclusive: bool) -> LuaResult<Loan<'a>> {
        // SAFETY: fact 2: the caller found the userdata in a slot.
        let borrow = unsafe { &mut (*userdata).borrow };
        if exclusive && *borrow == 0 {
            *borrow = EXCLUSIVE;
        } else if !exclusive && (0..i32::MAX).contains(borrow) {
            *borrow += 1;
        } else {
            return Err(in_use(state));
        }
        let anchored = Anchored::new(state, &[Value::userdata(userdata)]);
        Ok(Loan {
            anchored,
            userdata,
            exclusive,
        })
    }

    fn state(&mut self) -> &mut State {
        self.anchored.state
    }
}

#[cold]
fn in_use(state: &mut State) -> Throw {
    state.error_str("attempt to use a userdata that is in use")
}

impl Drop for Loan<'_> {
    fn drop(&mut self) {
        // SAFETY: the userdata is anchored still.
        let borrow = unsafe { &mut (*self.userdata).borrow };
        if self.exclusive {
            *borrow = 0;
        } else {
            *borrow -= 1;
        }
    }
}
