//! Numeric and generic `for`.

use super::super::dispatch::{Exit, Frame};
use super::super::numeric_for;
use crate::calls;
use crate::iteration;
use crate::table::{Node, Table};
use crate::thread::Thread;
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

/// Calls the iterator at R\[A\]. The iterators of `pairs` and `ipairs` over a table are not called: their next pair is
/// found on the spot, and the op after, which decides whether the loop goes on, done along with it.
#[inline(always)]
pub(in super::super) unsafe fn generic_call(f: Frame) -> Exit {
    let ra = f.ra();
    let iterator = Value::get(ra);
    if iterator.tag == tag::LIGHT_FUNCTION
        && (*ra.add(1)).is_table()
        && f.op().c() <= 2
        && !Thread::is_trapped(f.l)
    {
        let t = (*ra.add(1)).as_table();
        if iteration::is_function(iterator, iteration::next) {
            if let Some(place) = place_in_traversal(ra, t) {
                return next_entry(f, t, place);
            }
        } else if iteration::is_function(iterator, iteration::ipairs_step)
            && (*ra.add(2)).is_integer()
            && let offset = (*ra.add(2)).as_integer()
            && (offset as u64) < (*t).array_size as u64
            && let slot = (*t).array.add(offset as usize)
            && !(*slot).is_nil()
        {
            Value::copy(ra.add(5), slot);
            return go_on(f, Value::integer(offset + 1));
        }
    }
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

/// The loop goes on with `first`; the second variable has its value already.
#[inline(always)]
unsafe fn go_on(f: Frame, first: Value) -> Exit {
    let ra = f.ra();
    Value::set(ra.add(4), first);
    Value::set(ra.add(2), first);
    let distance = (*f.pc.add(1)).wide() as isize;
    f.jump_back(2 - distance)
}

/// Where a traversal stands whose last key is in R\[A+2\]: in array slots first, then in nodes.
///
/// The place after a node is kept in the slot of the closing value, R\[A+3\], as long as that is nil, whose payload means
/// nothing. It counts only if that node still has the key.
#[inline(always)]
unsafe fn place_in_traversal(ra: *mut Value, t: *mut Table) -> Option<usize> {
    let last = Value::get(ra.add(2));
    if last.tag == tag::NIL {
        return Some(0);
    }
    if last.is_integer() && (last.payload.wrapping_sub(1)) < (*t).array_size as u64 {
        return Some(last.payload as usize);
    }
    let hint = Value::get(ra.add(3));
    let node = hint.payload.wrapping_sub(1).wrapping_sub((*t).array_size as u64);
    if hint.tag != tag::NIL || node > (*t).node_mask as u64 {
        return None;
    }
    let node = (*t).nodes.add(node as usize);
    ((*node).key == last.payload && (*node).key_tag == last.tag).then_some(hint.payload as usize)
}

/// The first entry from `place` on, or the end of the loop.
#[inline(always)]
unsafe fn next_entry(f: Frame, t: *mut Table, place: usize) -> Exit {
    let ra = f.ra();
    let array_size = (*t).array_size as usize;
    let mut place = place;
    while place < array_size {
        let slot = (*t).array.add(place);
        place += 1;
        if !(*slot).is_nil() {
            Value::copy(ra.add(5), slot);
            return go_on(f, Value::integer(place as i64));
        }
    }
    while place <= array_size + (*t).node_mask as usize {
        let node = (*t).nodes.add(place - array_size);
        place += 1;
        if !Node::is_empty(node) {
            Value::copy(ra.add(5), Node::value(node));
            if (*ra.add(3)).tag == tag::NIL {
                (*ra.add(3)).payload = place as u64;
            }
            return go_on(f, Node::key(node));
        }
    }
    f.skip(2)
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
