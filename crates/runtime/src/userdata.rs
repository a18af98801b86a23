//! Full userdata: user values, a metatable, and a typed Rust value.
//!
//! ```text
//!   Userdata │ header │ borrow │ metatable │ contents │ user values … │ the host's value
//! ```
//!
//! The value lies in the object itself, so that making a userdata is one allocation; what asks for more than the
//! heap's alignment lies in a box.

use crate::global::Global;
use crate::heap::{self, GcHeader};
use crate::table::Table;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::{Value, tag};
use core::any::{Any, TypeId};
use core::{mem, ptr};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A full userdata; `user_value_count` values and the host's value follow.
#[repr(C)]
pub(crate) struct Userdata {
    pub header: GcHeader,
    pub user_value_count: u16,
    /// Who uses the host's value: so many shared borrows, or [`EXCLUSIVE`].
    pub borrow: i32,
    pub next_gray: *mut GcHeader,
    /// Null when it has none.
    pub metatable: *mut Table,
    /// What the host's value is; `None` when it was taken out.
    pub contents: Option<&'static Contents>,
    pub user_values: [Value; 0],
}

const _: () = assert!(mem::offset_of!(Userdata, next_gray) == heap::LINK_OFFSET);

/// Of [`Userdata::borrow`]: an exclusive borrow.
pub(crate) const EXCLUSIVE: i32 = -1;

/// What is known of a type of host values.
pub(crate) struct Contents {
    id: TypeId,
    /// Bytes of the value that are not in the object.
    boxed_size: usize,
    /// Drops the value in place.
    drop: unsafe fn(*mut u8),
}

/// The most that the heap's blocks are aligned to.
const MAX_ALIGN: usize = 8;

trait Content: Any + Send + Sized {
    const BOXED: bool = align_of::<Self>() > MAX_ALIGN;
    const INLINE_SIZE: usize = if Self::BOXED {
        size_of::<Box<Self>>()
    } else {
        size_of::<Self>()
    };
    const CONTENTS: Contents = Contents {
        id: TypeId::of::<Self>(),
        boxed_size: if Self::BOXED { size_of::<Self>() } else { 0 },
        drop: drop_in_place::<Self>,
    };
}

impl<T: Any + Send> Content for T {}

unsafe fn drop_in_place<T: Content>(value: *mut u8) {
    if T::BOXED {
        value.cast::<Box<T>>().drop_in_place();
    } else {
        value.cast::<T>().drop_in_place();
    }
}

impl Userdata {
    #[inline(always)]
    pub(crate) unsafe fn user_value(this: *mut Userdata, index: usize) -> *mut Value {
        (&raw mut (*this).user_values).cast::<Value>().add(index)
    }

    /// Where the host's value, or the box of it, lies.
    #[inline(always)]
    unsafe fn start(this: *mut Userdata) -> *mut u8 {
        Userdata::user_value(this, (*this).user_value_count as usize).cast()
    }

    /// The host's value, if it is a `T`.
    #[inline]
    pub(crate) unsafe fn value<T: Any + Send>(this: *mut Userdata) -> Option<*mut T> {
        if (*this).contents?.id != TypeId::of::<T>() {
            return None;
        }
        let start = Userdata::start(this);
        Some(if T::BOXED {
            ptr::from_mut::<T>(&mut *start.cast::<Box<T>>())
        } else {
            start.cast::<T>()
        })
    }

    /// Takes the host's value out, if it is a `T`.
    pub(crate) unsafe fn take<T: Any + Send>(g: *mut Global, this: *mut Userdata) -> Option<T> {
        Userdata::value::<T>(this)?;
        let contents = (*this).contents.take()?;
        (*g).heap.bytes -= contents.boxed_size;
        let start = Userdata::start(this);
        Some(if T::BOXED {
            *start.cast::<Box<T>>().read()
        } else {
            start.cast::<T>().read()
        })
    }

    /// Bytes of the host's value that are not in the object.
    pub(crate) unsafe fn boxed_bytes(this: *mut Userdata) -> usize {
        (*this).contents.map_or(0, |contents| contents.boxed_size)
    }

    /// Drops the host's value. A panic in its `drop` ends here: the heap is being swept.
    pub(crate) unsafe fn drop_value(g: *mut Global, this: *mut Userdata) {
        if let Some(contents) = (*this).contents.take() {
            (*g).heap.bytes -= contents.boxed_size;
            let start = Userdata::start(this);
            if let Err(payload) = catch_unwind(AssertUnwindSafe(|| (contents.drop)(start))) {
                // Its message has been printed. Its own drop may panic again.
                mem::forget(payload);
            }
        }
    }
}

/// Makes a userdata with user values that are nil. It is not reachable yet.
pub(crate) unsafe fn new<T: Any + Send>(
    l: *mut Thread,
    value: T,
    user_values: u16,
) -> LuaResult<*mut Userdata> {
    let size = size_of::<Userdata>() + usize::from(user_values) * size_of::<Value>() + T::INLINE_SIZE;
    let u = heap::allocate(l, size, tag::USERDATA)?.cast::<Userdata>();
    (*u).user_value_count = user_values;
    (*u).borrow = 0;
    (*u).metatable = ptr::null_mut();
    (*u).contents = Some(&T::CONTENTS);
    for n in 0..usize::from(user_values) {
        Userdata::user_value(u, n).write(Value::NIL);
    }
    let start = Userdata::start(u);
    if T::BOXED {
        start.cast::<Box<T>>().write(Box::new(value));
        (*(*l).global).heap.bytes += T::CONTENTS.boxed_size;
    } else {
        start.cast::<T>().write(value);
    }
    Ok(u)
}
