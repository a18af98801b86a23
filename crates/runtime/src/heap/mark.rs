//! Marking: from the roots to everything reachable.

use super::{GcHeader, Heap, Phase, mark_bits, weak};
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
        mark_white(g, object);
    }
}

unsafe fn mark_white(g: *mut Global, object: *mut GcHeader) {
    (*object).marked &= !mark_bits::WHITES;
    match (*object).tag {
        tag::SHORT_STRING | tag::LONG_STRING => (*object).marked |= mark_bits::BLACK,
        tag::UPVALUE => {
            let upvalue = object.cast::<UpValue>();
            // An open upvalue stays gray: its value may change without a barrier.
            if !UpValue::is_open(upvalue) {
                (*object).marked |= mark_bits::BLACK;
            }
            mark_value(g, Value::get((*upvalue).v));
        }
        _ => (*g).heap.gray.push(object),
    }
}

/// Begins a cycle: marks the roots.
pub(super) unsafe fn mark_roots(g: *mut Global) {
    let heap = &raw mut (*g).heap;
    (*heap).gray.clear();
    (*heap).gray_again.clear();
    (*heap).weak_values.clear();
    (*heap).ephemerons.clear();
    (*heap).all_weak.clear();
    mark_object(g, (*g).main_thread.cast());
    mark_global(g);
    for i in 0..(*heap).to_finalize.len() {
        mark_object(g, (&(*heap).to_finalize)[i]);
    }
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
    let heap = &raw mut (*g).heap;
    let Some(object) = (*heap).gray.pop() else {
        return 0;
    };
    (*object).marked |= mark_bits::BLACK;
    match (*object).tag {
        tag::TABLE => traverse_table(g, object.cast()),
        tag::USERDATA => traverse_userdata(g, object.cast()),
        tag::LUA_CLOSURE => traverse_lua_closure(g, object.cast()),
        tag::NATIVE_CLOSURE => traverse_native_closure(g, object.cast()),
        tag::PROTO => traverse_proto(g, object.cast()),
        tag::THREAD => traverse_thread(g, object.cast()),
        _ => 1,
    }
}

pub(super) unsafe fn propagate_all(g: *mut Global) -> usize {
    let mut work = 0;
    while !(*g).heap.gray.is_empty() {
        work += propagate_one(g);
    }
    work
}

unsafe fn traverse_table(g: *mut Global, t: *mut Table) -> usize {
    mark_optional(g, (*t).metatable);
    match weak::mode(g, t) {
        weak::Mode::Strong => traverse_strong_table(g, t),
        weak::Mode::Values => weak::traverse_weak_values(g, t),
        weak::Mode::Keys => {
            weak::traverse_ephemeron(g, t, false);
        }
        weak::Mode::Both => (*g).heap.all_weak.push(t),
    }
    1 + (*t).array_size as usize + 2 * Table::node_count(t)
}

unsafe fn traverse_strong_table(g: *mut Global, t: *mut Table) {
    for i in 0..(*t).array_size as usize {
        mark_value(g, Value::get((*t).array.add(i)));
    }
    if Table::has_dummy_node(t) {
        return;
    }
    for i in 0..Table::node_count(t) {
        let node = (*t).nodes.add(i);
        if Node::is_empty(node) {
            Node::clear_key(node);
        } else {
            mark_value(g, Node::key(node));
            mark_value(g, Value::get(Node::value(node)));
        }
    }
}

unsafe fn traverse_userdata(g: *mut Global, u: *mut Userdata) -> usize {
    mark_optional(g, (*u).metatable);
    let count = (*u).user_value_count as usize;
    for i in 0..count {
        mark_value(g, Value::get(Userdata::user_value(u, i)));
    }
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

/// A thread: its stack up to the top and its open upvalues. It stays on the list of objects to visit again, as
/// stacks have no barrier.
unsafe fn traverse_thread(g: *mut Global, l: *mut Thread) -> usize {
    let heap: *mut Heap = &raw mut (*g).heap;
    if (*heap).phase == Phase::Propagate {
        (*l).header.marked &= !mark_bits::BLACK;
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
    if (*heap).phase == Phase::Atomic {
        // Beyond the top lie only leftovers.
        let end = (*l).stack_last.add(EXTRA_STACK);
        while slot < end {
            Value::set_nil(slot);
            slot = slot.add(1);
        }
    } else if !(*heap).emergency {
        calls::shrink_stack(l);
    }
    1 + Thread::stack_size(l)
}

/// The upvalues of threads that are not marked (yet): the ones that closures hold keep their values alive.
pub(super) unsafe fn mark_held_upvalues(g: *mut Global) {
    for i in 0..(*g).threads_with_upvalues.len() {
        let l = (&(*g).threads_with_upvalues)[i];
        if (*l).header.marked & mark_bits::WHITES == 0 {
            continue;
        }
        let mut upvalue = (*l).open_upvalues;
        while !upvalue.is_null() {
            if (*upvalue).header.marked & mark_bits::WHITES == 0 {
                mark_value(g, Value::get((*upvalue).v));
            }
            upvalue = (*upvalue).slot.next_open;
        }
    }
}
