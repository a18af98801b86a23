//! Weak tables: weak values, ephemerons (weak keys), both.

use super::mark::{link_touched, mark_object, mark_value, propagate_all};
use super::{GcHeader, Phase, mark_bits};
use crate::global::Global;
use crate::metamethod::{self, Event};
use crate::string;
use crate::table::{Node, Table};
use crate::value::{Value, tag};
use core::ptr::null_mut;

/// What a table's `__mode` says.
pub(super) enum Mode {
    Strong,
    Values,
    Keys,
    Both,
}

#[inline(always)]
pub(super) unsafe fn mode(g: *mut Global, t: *mut Table) -> Mode {
    let mode = metamethod::fast_get(g, (*t).metatable, Event::Mode);
    if mode.is_null() || (*mode).tag != tag::SHORT_STRING {
        return Mode::Strong;
    }
    let mode = string::bytes((*mode).as_string());
    match (mode.contains(&b'k'), mode.contains(&b'v')) {
        (false, false) => Mode::Strong,
        (false, true) => Mode::Values,
        (true, false) => Mode::Keys,
        (true, true) => Mode::Both,
    }
}

/// Whether a weak reference to `v` is to be cleared. Strings count as values: they are marked, never cleared.
unsafe fn is_cleared(g: *mut Global, v: Value) -> bool {
    if !v.is_collectable() {
        return false;
    }
    if v.is_string() {
        mark_object(g, v.as_object());
        return false;
    }
    is_white(v)
}

unsafe fn is_white(v: Value) -> bool {
    v.is_collectable() && (*v.as_object()).marked & mark_bits::WHITES != 0
}

unsafe fn nodes(t: *mut Table) -> impl Iterator<Item = *mut Node> {
    let first = (*t).nodes;
    // SAFETY: the nodes stay where they are while a table is traversed.
    (0..Table::own_node_count(t)).map(move |i| unsafe { first.add(i) })
}

/// Keys are strong. The values wait for the atomic phase: only then is it known which of them to clear.
pub(super) unsafe fn traverse_weak_values(g: *mut Global, t: *mut Table) {
    let mut has_values_to_clear = (*t).array_size > 0;
    for node in nodes(t) {
        if Node::is_empty(node) {
            Node::clear_key(node);
            continue;
        }
        mark_value(g, Node::key(node));
        if !has_values_to_clear && is_cleared(g, Value::get(Node::value(node))) {
            has_values_to_clear = true;
        }
    }
    let heap = &raw mut (*g).heap;
    if (*heap).phase == Phase::Atomic && has_values_to_clear {
        (*heap).weak_values.push(t.cast());
    } else {
        (*heap).gray_again.push(t.cast());
    }
}

/// A value is marked if its key is. Returns whether anything was marked. `reverse` visits the nodes from the end, which
/// lets chains through one table converge faster.
pub(super) unsafe fn traverse_ephemeron(g: *mut Global, t: *mut Table, reverse: bool) -> bool {
    let mut marked = false;
    let mut has_white_keys = false;
    let mut has_white_pairs = false;
    for i in 0..(*t).array_size as usize {
        let v = Value::get((*t).array.add(i));
        if is_white(v) {
            marked = true;
            mark_value(g, v);
        }
    }
    let count = Table::own_node_count(t);
    for i in 0..count {
        let node = (*t).nodes.add(if reverse { count - 1 - i } else { i });
        if Node::is_empty(node) {
            Node::clear_key(node);
        } else if is_cleared(g, Node::key(node)) {
            has_white_keys = true;
            has_white_pairs |= is_white(Value::get(Node::value(node)));
        } else if is_white(Value::get(Node::value(node))) {
            marked = true;
            mark_value(g, Value::get(Node::value(node)));
        }
    }
    let heap = &raw mut (*g).heap;
    if (*heap).phase == Phase::Propagate {
        (*heap).gray_again.push(t.cast());
    } else if has_white_pairs {
        (*heap).ephemerons.push(t.cast());
    } else if has_white_keys {
        (*heap).all_weak.push(t.cast());
    } else {
        link_touched(heap, t.cast());
    }
    marked
}

/// Visits all ephemerons until nothing more gets marked.
pub(super) unsafe fn converge_ephemerons(g: *mut Global) {
    let mut reverse = false;
    loop {
        let mut changed = false;
        // A table may come back to the list when it is traversed.
        let tables = (*g).heap.ephemerons.take();
        for t in tables.iter(null_mut()) {
            (*t).marked |= mark_bits::BLACK;
            if traverse_ephemeron(g, t.cast(), reverse) {
                propagate_all(g);
                changed = true;
            }
        }
        if !changed {
            return;
        }
        reverse = !reverse;
    }
}

/// Removes the entries whose keys are dead, from the ephemerons and the tables that are weak in both.
pub(super) unsafe fn clear_dead_keys(g: *mut Global) {
    let heap = &raw const (*g).heap;
    for t in (*heap)
        .ephemerons
        .iter(null_mut())
        .chain((*heap).all_weak.iter(null_mut()))
    {
        for node in nodes(t.cast()) {
            if is_cleared(g, Node::key(node)) {
                Value::set(Node::value(node), Value::EMPTY);
            }
            if Node::is_empty(node) {
                Node::clear_key(node);
            }
        }
    }
}

/// The first tables of the lists of those with weak values: where a later look at the lists has to end.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    weak_values: *mut GcHeader,
    all_weak: *mut GcHeader,
}

impl Seen {
    pub(super) const NONE: Seen = Seen {
        weak_values: null_mut(),
        all_weak: null_mut(),
    };
}

/// Removes the entries whose values are dead, from the tables that were not `seen`; returns those seen now.
pub(super) unsafe fn clear_dead_values(g: *mut Global, seen: Seen) -> Seen {
    let heap = &raw const (*g).heap;
    let weak_values = (*heap).weak_values.iter(seen.weak_values);
    for t in weak_values.chain((*heap).all_weak.iter(seen.all_weak)) {
        let t = t.cast::<Table>();
        for i in 0..(*t).array_size as usize {
            let slot = (*t).array.add(i);
            if is_cleared(g, Value::get(slot)) {
                Value::set(slot, Value::EMPTY);
            }
        }
        for node in nodes(t) {
            if is_cleared(g, Value::get(Node::value(node))) {
                Value::set(Node::value(node), Value::EMPTY);
            }
            if Node::is_empty(node) {
                Node::clear_key(node);
            }
        }
    }
    Seen {
        weak_values: (*heap).weak_values.first(),
        all_weak: (*heap).all_weak.first(),
    }
}
