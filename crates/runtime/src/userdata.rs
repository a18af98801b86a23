//! Full userdata: user values, a metatable, and a typed Rust value.

use crate::heap::{self, GcHeader};
use crate::table::Table;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::{Value, tag};
use core::any::Any;

/// A full userdata; `user_value_count` values follow.
#[repr(C)]
pub(crate) struct Userdata {
    pub header: GcHeader,
    pub user_value_count: u16,
    /// Null when it has none.
    pub metatable: *mut Table,
    /// The host's value.
    pub data: Option<Box<dyn Any + Send>>,
    pub user_values: [Value; 0],
}

impl Userdata {
    pub(crate) const fn size(user_values: usize) -> usize {
        size_of::<Userdata>() + user_values * size_of::<Value>()
    }
    #[inline(always)]
    pub(crate) unsafe fn user_value(this: *mut Userdata, index: usize) -> *mut Value {
        (&raw mut (*this).user_values).cast::<Value>().add(index)
    }
}

/// Makes a userdata with user values that are nil. It is not reachable yet.
pub(crate) unsafe fn new(
    l: *mut Thread,
    data: Option<Box<dyn Any + Send>>,
    user_values: usize,
) -> LuaResult<*mut Userdata> {
    let u = heap::allocate(l, Userdata::size(user_values), tag::USERDATA)?.cast::<Userdata>();
    (*u).user_value_count = user_values as u16;
    (*u).metatable = core::ptr::null_mut();
    (&raw mut (*u).data).write(data);
    for n in 0..user_values {
        Userdata::user_value(u, n).write(Value::NIL);
    }
    Ok(u)
}
