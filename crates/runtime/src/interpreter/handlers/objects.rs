//! Constructors, length, concatenation, to-be-closed variables.

use super::super::concat as concatenation;
use super::super::dispatch::{Exit, Frame};
use crate::calls::{self, CloseStatus};
use crate::debug;
use crate::heap;
use crate::table;
use crate::throw::Status;
use crate::value::Value;

#[inline(always)]
pub(in super::super) unsafe fn new_table(f: Frame) -> Exit {
    let op = f.op();
    let ra = f.ra();
    let nodes = if op.b() > 0 { 1usize << (op.b() - 1) } else { 0 };
    let mut items = op.c();
    if op.k() {
        items += (*f.pc.add(1)).wide() as usize * 256;
    }
    f.save_pc();
    (*f.l).top = ra.add(1);
    let t = table::new(f.l)?;
    Value::set(ra, Value::table(t));
    if nodes != 0 || items != 0 {
        table::resize(f.l, t, items, nodes)?;
    }
    f.check_gc(ra.add(1)).skip(2)
}

#[inline(always)]
pub(in super::super) unsafe fn set_list(f: Frame) -> Exit {
    let op = f.op();
    let ra = f.ra();
    let mut count = op.b();
    let mut last = op.c();
    let mut length = 1;
    f.save_pc();
    if !(*ra).is_table() {
        (*f.l).top = (*f.call_info()).top;
        return Err(debug::type_error(f.l, ra, "index"));
    }
    let t = (*ra).as_table();
    if count == 0 {
        count = (*f.l).top.offset_from_unsigned(ra) - 1;
    } else {
        (*f.l).top = (*f.call_info()).top;
    }
    last += count;
    if op.k() {
        last += (*f.pc.add(1)).wide() as usize * 256;
        length = 2;
    }
    if last > (*t).array_size as usize {
        table::resize_array(f.l, t, last)?;
    }
    let slots = (*t).array.add(last - count);
    for n in 0..count {
        let value = Value::get(ra.add(1 + n));
        Value::set(slots.add(n), value);
        heap::barrier_back(f.l, t.cast(), value);
    }
    (*f.l).top = (*f.call_info()).top;
    f.skip(length)
}

#[inline(always)]
pub(in super::super) unsafe fn length(f: Frame) -> Exit {
    f.out(|f| {
        let b = f.rb();
        if (*b).is_table() && (*(*b).as_table()).metatable.is_null() {
            Value::set_integer(f.ra(), table::border((*b).as_table()) as i64);
            return f.next();
        }
        f.protect();
        concatenation::length(f.l, f.ra(), b)?;
        f.reloaded().next()
    })
}

#[inline(always)]
pub(in super::super) unsafe fn concat(f: Frame) -> Exit {
    let n = f.op().b();
    f.save_pc();
    (*f.l).top = f.ra().add(n);
    concatenation::concat(f.l, n)?;
    let f = f.reloaded();
    let (result, top) = (f.ra(), (*f.l).top);
    f.check_gc(if result >= top { result.add(1) } else { top }).next()
}

#[inline(always)]
pub(in super::super) unsafe fn close(f: Frame) -> Exit {
    f.out(|f| {
        f.protect();
        calls::close(f.l, f.ra(), CloseStatus::Unwinding(Status::Ok), true)?;
        f.reloaded().next()
    })
}

#[inline(always)]
pub(in super::super) unsafe fn to_be_closed(f: Frame) -> Exit {
    f.rarely(|f| {
        f.protect();
        calls::new_to_be_closed(f.l, f.ra())?;
        f.reloaded().next()
    })
}
