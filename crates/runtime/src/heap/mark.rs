//! Marking: from the roots to everything reachable.

use super::{GcHeader, Heap, Phase, age, mark_bits, weak};
use crate::calls;
use crate::closure::{LuaClosure, NativeClosure, Proto, UpValue};
use crate::global::Global;
use crate::string::LuaString;
use crate::table::{Node, Table};
use crate::thread::{EXTRA_STACK, Thread};
use crate::userdata::Userdata;
use crate::value::{Value, tag};

/// Marks a value's object, if it has one.
#[inline(always)]
pub(super) unsafe fn mark_value(g: *mut Global, v: Value) {
    if v.is_collectable() {
        mark_object(g, v.as_object());
    }
}

/// Marks an object that may be null.
#[inline(always)]
pub(super) unsafe fn mark_optional<T>(g: *mut Global, object: *mut T) {
    if !object.is_null() {
        mark_object(g, object.cast());
    }
}

/// Marks an object if it is white: black if it refers to nothing else, else gray.
#[inline(always)]
pub(super) unsafe fn mark_object(g: *mut Global, object: *mut GcHeader) {
    if (*object).marked & mark_bits::WHITES != 0 {
        mark_anew(g, object);
    }
}

/// Marks an object whatever its colour.
pub(super) unsafe fn mark_anew(g: *mut Global, object: *mut GcHeader) {
    match (*object).tag {
        tag::SHORT_STRING | tag::LONG_STRING => set_black(object),
        tag::UPVALUE => {
            let upvalue = object.cast::<UpValue>();
            if UpValue::is_open(upvalue) {
                // It stays gray: its value may change without a barrier.
                (*object).marked &= !mark_bits::COLOURS;
            } else {
                set_black(object);
            }
            mark_value(g, Value::get((*upvalue).v));
        }
        _ => (*g).heap.gray.push(object),
    }
}

unsafe fn set_black(object: *mut GcHeader) {
    (*object).marked = (*object).marked & !mark_bits::COLOURS | mark_bits::BLACK;
}

/// Begins a cycle: marks the roots.
pub(super) unsafe fn mark_roots(g: *mut Global) {
    (*g).heap.forget_gray();
    mark_object(g, (*g).main_thread.cast());
    mark_global(g);
    super::finalizer::mark_pending(g);
}

/// The roots that may change while marking goes on.
pub(super) unsafe fn mark_global(g: *mut Global) {
    mark_value(g, (*g).registry);
    for metatable in (*g).metatables {
        mark_optional(g, metatable);
    }
    for name in (*g).event_names {
        mark_optional(g, name);
    }
    mark_optional(g, (*g).memory_error);
    for i in 0..(*g).anchors.len() {
        mark_value(g, (&(*g).anchors)[i]);
    }
    let handles = &raw mut (*g).handles;
    for &v in (*handles).roots() {
        mark_value(g, v);
    }
}

/// Takes a gray object and marks what it refers to; returns the work done. There is one.
pub(super) unsafe fn propagate_one(g: *mut Global) -> usize {
    let object = (*g).heap.gray.pop();
    (*object).marked |= mark_bits::BLACK;
    match (*object).tag {
        tag::TABLE => traverse_table(g, object.cast()),
        tag::USERDATA => traverse_userdata(g, object.cast()),
        tag::LUA_CLOSURE => traverse_lua_closure(g, object.cast()),
        tag::NATIVE_CLOSURE => traverse_native_closure(g, object.cast()),
        tag::PROTO => traverse_proto(g, object.cast()),
        _ => traverse_thread(g, object.cast()),
    }
}

pub(super) unsafe fn propagate_all(g: *mut Global) -> usize {
    let mut work = 0;
    while !(*g).heap.gray.is_empty() {
        work += propagate_one(g);
    }
    work
}

/// Keeps an object that was touched in this cycle in the list of those to visit again; one that was touched in the
/// last cycle, and not since, is done with.
#[inline(always)]
pub(super) unsafe fn link_touched(heap: *mut Heap, object: *mut GcHeader) {
    match age::of(object) {
        age::TOUCHED1 => (*heap).gray_again.push(object),
        age::TOUCHED2 => age::set(object, age::OLD),
        _ => {}
    }
}

unsafe fn traverse_table(g: *mut Global, t: *mut Table) -> usize {
    mark_optional(g, (*t).metatable);
    match weak::mode(g, t) {
        weak::Mode::Strong => traverse_strong_table(g, t),
        weak::Mode::Values => weak::traverse_weak_values(g, t),
        weak::Mode::Keys => {
            weak::traverse_ephemeron(g, t, false);
        }
        weak::Mode::Both => (*g).heap.all_weak.push(t.cast()),
    }
    1 + (*t).array_size as usize + 2 * Table::own_node_count(t)
}

unsafe fn traverse_strong_table(g: *mut Global, t: *mut Table) {
    for i in 0..(*t).array_size as usize {
        mark_value(g, Value::get((*t).array.add(i)));
    }
    for i in 0..Table::own_node_count(t) {
        let node = (*t).nodes.add(i);
        if Node::is_empty(node) {
            Node::clear_key(node);
        } else {
            mark_value(g, Node::key(node));
            mark_value(g, Value::get(Node::value(node)));
        }
    }
    link_touched(&raw mut (*g).heap, t.cast());
}

unsafe fn traverse_userdata(g: *mut Global, u: *mut Userdata) -> usize {
    mark_optional(g, (*u).metatable);
    let count = (*u).user_value_count as usize;
    for i in 0..count {
        mark_value(g, Value::get(Userdata::user_value(u, i)));
    }
    link_touched(&raw mut (*g).heap, u.cast());
    1 + count
}

unsafe fn traverse_lua_closure(g: *mut Global, f: *mut LuaClosure) -> usize {
    mark_optional(g, (*f).proto);
    let count = (*f).upvalue_count as usize;
    for i in 0..count {
        mark_optional(g, *LuaClosure::upvalue(f, i));
    }
    1 + count
}

unsafe fn traverse_native_closure(g: *mut Global, f: *mut NativeClosure) -> usize {
    let count = (*f).upvalue_count as usize;
    for i in 0..count {
        mark_value(g, Value::get(NativeClosure::upvalue(f, i)));
    }
    1 + count
}

unsafe fn traverse_proto(g: *mut Global, p: *mut Proto) -> usize {
    let p = &*p;
    mark_optional::<LuaString>(g, p.source);
    for constant in &p.constants {
        mark_value(g, constant.value());
    }
    for upvalue in &p.upvalues {
        mark_optional(g, upvalue.name);
    }
    for &nested in &p.protos {
        mark_optional(g, nested);
    }
    for local in &p.local_vars {
        mark_optional(g, local.name);
    }
    1 + p.constants.len() + p.upvalues.len() + p.protos.len() + p.local_vars.len()
}

/// A thread: its stack up to the top and its open upvalues. As stacks have no barrier, it is visited again in the
/// atomic phase, and once it is old in every cycle.
unsafe fn traverse_thread(g: *mut Global, l: *mut Thread) -> usize {
    let heap: *mut Heap = &raw mut (*g).heap;
    let is_last_visit = (*heap).phase == Phase::Atomic;
    if !is_last_visit || age::is_old(l.cast()) {
        (*heap).gray_again.push(l.cast());
    }
    if (*l).stack.is_null() {
        return 1;
    }
    let mut slot = (*l).stack;
    while slot < (*l).top {
        mark_value(g, Value::get(slot));
        slot = slot.add(1);
    }
    let mut upvalue = (*l).open_upvalues;
    while !upvalue.is_null() {
        mark_object(g, upvalue.cast());
        upvalue = (*upvalue).slot.next_open;
    }
    if is_last_visit {
        if !(*heap).emergency {
            calls::shrink_stack(l);
        }
        // Beyond the top lie only leftovers.
        let end = (*l).stack_last.add(EXTRA_STACK);
        let mut slot = (*l).top;
        while slot < end {
            Value::set_nil(slot);
            slot = slot.add(1);
        }
    }
    1 + Thread::stack_size(l)
}

/// Marks the values of open upvalues that something holds while their thread is not marked (yet): they may have
/// changed since the upvalue was marked. Such threads, which may be dead, go to a list of their own.
pub(super) unsafe fn mark_held_upvalues(g: *mut Global) {
    let mut link = &raw mut (*g).threads_with_upvalues;
    while !(*link).is_null() {
        let l = *link;
        let is_marked = (*l).header.marked & mark_bits::WHITES == 0;
        if is_marked && !(*l).open_upvalues.is_null() {
            link = &raw mut (*l).next_with_upvalues;
            continue;
        }
        *link = (*l).next_with_upvalues;
        (*l).next_with_upvalues = (*g).heap.unmarked_threads;
        (*g).heap.unmarked_threads = l;
        let mut upvalue = (*l).open_upvalues;
        while !upvalue.is_null() {
            if (*upvalue).header.marked & mark_bits::WHITES == 0 {
                mark_value(g, Value::get((*upvalue).v));
            }
            upvalue = (*upvalue).slot.next_open;
        }
    }
}

/// Closes the open upvalues of the threads that turned out to be dead, as closures may hold them.
pub(super) unsafe fn close_upvalues_of_dead_threads(g: *mut Global) {
    let mut l = core::mem::replace(&mut (*g).heap.unmarked_threads, core::ptr::null_mut());
    while !l.is_null() {
        let next = (*l).next_with_upvalues;
        (*l).next_with_upvalues = l;
        if (*l).header.marked & mark_bits::WHITES != 0 {
            crate::closure::close_upvalues(l, (*l).stack);
        } else if !(*l).open_upvalues.is_null() {
            Thread::link_with_upvalues(l);
        }
        l = next;
    }
}
