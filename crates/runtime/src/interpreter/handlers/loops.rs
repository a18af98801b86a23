//! Numeric and generic `for`.

use super::super::dispatch::{Exit, Frame};
use super::super::numeric_for;
use crate::calls;
use crate::value::{Value, tag};

#[inline(always)]
pub(in super::super) unsafe fn for_loop(f: Frame) -> Exit {
    let ra = f.ra();
    let step = Value::get(ra.add(2));
    if step.is_integer() {
        let count = (*ra.add(1)).payload;
        if count == 0 {
            return f.next();
        }
        let next = (*ra).as_integer().wrapping_add(step.as_integer());
        // With their tags: debug.setlocal may have put something else there.
        Value::set_integer(ra.add(1), count as i64 - 1);
        Value::set_integer(ra, next);
        Value::set_integer(ra.add(3), next);
        return f.jump_back(1 - f.op().wide() as isize);
    }
    if numeric_for::float_step(ra) {
        return f.jump_back(1 - f.op().wide() as isize);
    }
    f.next()
}

#[inline(always)]
pub(in super::super) unsafe fn for_prepare(f: Frame) -> Exit {
    f.out(|f| {
        f.protect();
        let skip = numeric_for::prepare(f.l, f.ra())?;
        let f = f.reloaded();
        if skip {
            f.jump(f.op().wide() as isize + 2)
        } else {
            f.next()
        }
    })
}

#[inline(always)]
pub(in super::super) unsafe fn generic_prepare(f: Frame) -> Exit {
    f.out(|f| {
        f.protect();
        calls::new_to_be_closed(f.l, f.ra().add(3))?;
        let f = f.reloaded();
        f.jump(f.op().wide() as isize + 1)
    })
}

#[inline(always)]
pub(in super::super) unsafe fn generic_call(f: Frame) -> Exit {
    f.out(|f| {
        let ra = f.ra();
        let call = ra.add(4);
        Value::copy(call, ra);
        Value::copy(call.add(1), ra.add(1));
        Value::copy(call.add(2), ra.add(2));
        (*f.l).top = call.add(3);
        f.save_pc();
        calls::call(f.l, call, f.op().c() as i32)?;
        f.reloaded().next()
    })
}

#[inline(always)]
pub(in super::super) unsafe fn generic_loop(f: Frame) -> Exit {
    let ra = f.ra();
    let first = Value::get(ra.add(4));
    if first.tag == tag::NIL {
        return f.next();
    }
    Value::set(ra.add(2), first);
    f.jump_back(1 - f.op().wide() as isize)
}
