//! Values from one place to another: registers, constants, upvalues.

use super::super::dispatch::{Exit, Frame};
use crate::closure::{LuaClosure, UpValue};
use crate::heap;
use crate::value::Value;

#[inline(always)]
pub(in super::super) unsafe fn move_register(f: Frame) -> Exit {
    Value::copy(f.ra(), f.rb());
    f.next()
}

#[inline(always)]
pub(in super::super) unsafe fn load_integer(f: Frame) -> Exit {
    Value::set_integer(f.ra(), f.op().wide() as i64);
    f.next()
}

#[inline(always)]
pub(in super::super) unsafe fn load_float(f: Frame) -> Exit {
    Value::set_float(f.ra(), f.op().wide() as f64);
    f.next()
}

#[inline(always)]
pub(in super::super) unsafe fn load_constant(f: Frame) -> Exit {
    Value::set(f.ra(), (*f.constant(f.op().wide() as usize)).value());
    f.next()
}

#[inline(always)]
pub(in super::super) unsafe fn load_constant_extra(f: Frame) -> Exit {
    let extra = *f.pc.add(1);
    Value::set(f.ra(), (*f.constant(extra.wide() as usize)).value());
    f.skip(2)
}

#[inline(always)]
pub(in super::super) unsafe fn load_false(f: Frame) -> Exit {
    Value::set_boolean(f.ra(), false);
    f.next()
}

#[inline(always)]
pub(in super::super) unsafe fn load_false_and_skip(f: Frame) -> Exit {
    Value::set_boolean(f.ra(), false);
    f.skip(2)
}

#[inline(always)]
pub(in super::super) unsafe fn load_true(f: Frame) -> Exit {
    Value::set_boolean(f.ra(), true);
    f.next()
}

#[inline(always)]
pub(in super::super) unsafe fn load_nil(f: Frame) -> Exit {
    let ra = f.ra();
    for n in 0..=f.op().b() {
        Value::set_nil(ra.add(n));
    }
    f.next()
}

/// The upvalue whose pointer lies so many bytes behind the first of the running function.
#[inline(always)]
pub(super) unsafe fn upvalue(f: &Frame, offset: usize) -> *mut UpValue {
    let closure = (*f.base.sub(1)).as_lua_closure();
    *LuaClosure::upvalue(closure, 0).byte_add(offset)
}

#[inline(always)]
pub(in super::super) unsafe fn get_upvalue(f: Frame) -> Exit {
    Value::copy(f.ra(), (*upvalue(&f, f.op().b())).v);
    f.next()
}

#[inline(always)]
pub(in super::super) unsafe fn set_upvalue(f: Frame) -> Exit {
    let value = Value::get(f.ra());
    Value::set((*upvalue(&f, f.op().b())).v, value);
    if value.is_collectable() {
        return f.out(|f| {
            let upvalue = upvalue(&f, f.op().b());
            heap::barrier(f.l, upvalue.cast(), (*f.ra()).as_object());
            f.next()
        });
    }
    f.next()
}

/// `not`
#[inline(always)]
pub(in super::super) unsafe fn not(f: Frame) -> Exit {
    Value::set_boolean(f.ra(), (*f.rb()).is_false());
    f.next()
}

/// An operand of the op before, which skips it.
#[inline(always)]
pub(in super::super) unsafe fn nothing(f: Frame) -> Exit {
    f.next()
}
