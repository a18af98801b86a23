//! The sizes of the two parts.

use super::insert::{set, set_int};
use super::{Node, Table};
use crate::debug;
use crate::global::Global;
use crate::heap;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::Value;
use core::ptr::null_mut;

/// log2 of the largest array part, and of the largest node part.
const MAX_ARRAY_BITS: usize = 31;
const MAX_NODE_BITS: u32 = 30;

/// The slot of a key in an array, from 1, if the key could be in one.
fn array_index(key: Value) -> Option<u32> {
    if !key.is_integer() {
        return None;
    }
    let index = key.as_integer();
    (1..=1 << MAX_ARRAY_BITS).contains(&index).then_some(index as u32)
}

/// Number of candidates for the array part by size: `counts[i]` keys are in `2^(i-1)+1 ..= 2^i`.
type Counts = [u32; MAX_ARRAY_BITS + 1];

fn ceil_log2(n: u32) -> usize {
    (u32::BITS - (n - 1).leading_zeros()) as usize
}

/// The best size of the array part, and how many of the `candidates` go there.
fn array_size_for(counts: &Counts, candidates: u32) -> (u32, u32) {
    let (mut size, mut inside) = (0, 0);
    let mut sum = 0;
    for (i, count) in counts.iter().enumerate() {
        let power = 1u32 << i;
        if candidates <= power / 2 {
            break;
        }
        sum += count;
        if sum > power / 2 {
            size = power;
            inside = sum;
        }
    }
    (size, inside)
}

unsafe fn count_array(t: *const Table, counts: &mut Counts) -> u32 {
    let mut total = 0;
    let mut start = 1u32;
    for (i, count) in counts.iter_mut().enumerate() {
        let end = (1u32 << i).min((*t).array_size);
        if start > end {
            break;
        }
        let mut used = 0;
        for index in start..=end {
            used += !(*(*t).array.add(index as usize - 1)).is_nil() as u32;
        }
        *count += used;
        total += used;
        start = end + 1;
    }
    total
}

/// Counts the nodes in use; returns how many, and how many of them are candidates for the array.
unsafe fn count_nodes(t: *const Table, counts: &mut Counts) -> (u32, u32) {
    let (mut total, mut candidates) = (0, 0);
    for i in 0..Table::node_count(t) {
        let node = (*t).nodes.add(i);
        if Node::is_empty(node) {
            continue;
        }
        total += 1;
        if let Some(index) = array_index(Node::key(node)) {
            counts[ceil_log2(index)] += 1;
            candidates += 1;
        }
    }
    (total, candidates)
}

/// Chooses new sizes for a table that is full, and to which `extra` will be added.
#[cold]
#[inline(never)]
pub(super) unsafe fn rehash(l: *mut Thread, t: *mut Table, extra: Value) -> LuaResult {
    let mut counts = [0; MAX_ARRAY_BITS + 1];
    let in_array = count_array(t, &mut counts);
    let (in_nodes, node_candidates) = count_nodes(t, &mut counts);
    let mut candidates = in_array + node_candidates;
    if let Some(index) = array_index(extra) {
        counts[ceil_log2(index)] += 1;
        candidates += 1;
    }
    let total = in_array + in_nodes + 1;
    let (size, inside) = array_size_for(&counts, candidates);
    resize(l, t, size as usize, (total - inside) as usize)
}

/// Gives the table an array part of `items` slots and room for `nodes` other keys. What does not fit into a smaller
/// array moves to the nodes.
pub(crate) unsafe fn resize(l: *mut Thread, t: *mut Table, items: usize, nodes: usize) -> LuaResult {
    let (new_nodes, log2_nodes) = allocate_nodes(l, nodes)?;
    let old = Nodes::of(t);
    let old_size = (*t).array_size as usize;
    if items > 1 << MAX_ARRAY_BITS {
        free_nodes(l, new_nodes, log2_nodes);
        return Err(debug::run_error(l, format_args!("table overflow")));
    }
    if items < old_size {
        // The part of the array that vanishes goes to the new nodes, which have room for it.
        (*t).array_size = items as u32;
        Nodes::install(t, new_nodes, log2_nodes);
        for i in items..old_size {
            let value = *(*t).array.add(i);
            if !value.is_nil() {
                set_int(l, t, i as i64 + 1, value)?;
            }
        }
    }
    let slot = size_of::<Value>();
    let array = match heap::reallocate(l, (*t).array.cast(), old_size * slot, items * slot) {
        Ok(array) => array.cast::<Value>(),
        Err(throw) => {
            if items < old_size {
                (*t).array_size = old_size as u32;
                old.put_back(t);
            }
            free_nodes(l, new_nodes, log2_nodes);
            return Err(throw);
        }
    };
    Nodes::install_if_growing(t, new_nodes, log2_nodes, items >= old_size);
    (*t).array = array;
    (*t).array_size = items as u32;
    (*t).border_hint = (*t).border_hint.min(items as u32);
    for i in old_size..items {
        array.add(i).write(Value::EMPTY);
    }
    old.reinsert(l, t)?;
    Ok(())
}

/// Gives the table an array part of `items` slots; the nodes stay as many as they are.
pub(crate) unsafe fn resize_array(l: *mut Thread, t: *mut Table, items: usize) -> LuaResult {
    let nodes = if Table::has_dummy_node(t) {
        0
    } else {
        Table::node_count(t)
    };
    resize(l, t, items, nodes)
}

unsafe fn allocate_nodes(l: *mut Thread, count: usize) -> LuaResult<(*mut Node, u8)> {
    if count == 0 {
        return Ok((null_mut(), 0));
    }
    let bits = usize::BITS - (count - 1).leading_zeros();
    if bits > MAX_NODE_BITS {
        return Err(debug::run_error(l, format_args!("table overflow")));
    }
    let count = 1usize << bits;
    let nodes = heap::reallocate(l, null_mut(), 0, count * size_of::<Node>())?.cast::<Node>();
    for i in 0..count {
        nodes.add(i).write(Node::FREE);
    }
    Ok((nodes, bits as u8))
}

unsafe fn free_nodes(l: *mut Thread, nodes: *mut Node, log2_nodes: u8) {
    if !nodes.is_null() {
        heap::free((*l).global, nodes.cast(), (1 << log2_nodes) * size_of::<Node>());
    }
}

/// The node part that a table had before a resize.
struct Nodes {
    nodes: *mut Node,
    last_free: *mut Node,
    log2_nodes: u8,
}

impl Nodes {
    unsafe fn of(t: *const Table) -> Nodes {
        Nodes {
            nodes: (*t).nodes,
            last_free: (*t).last_free,
            log2_nodes: (*t).log2_nodes,
        }
    }

    /// Gives a table new nodes, none if `nodes` is null.
    unsafe fn install(t: *mut Table, nodes: *mut Node, log2_nodes: u8) {
        (*t).log2_nodes = log2_nodes;
        (*t).node_mask = (1 << log2_nodes) - 1;
        if nodes.is_null() {
            (*t).nodes = Table::dummy_node();
            (*t).last_free = null_mut();
        } else {
            (*t).nodes = nodes;
            (*t).last_free = nodes.add(1 << log2_nodes);
        }
    }

    unsafe fn install_if_growing(t: *mut Table, nodes: *mut Node, log2_nodes: u8, growing: bool) {
        if growing {
            Nodes::install(t, nodes, log2_nodes);
        }
    }

    unsafe fn put_back(&self, t: *mut Table) {
        (*t).nodes = self.nodes;
        (*t).last_free = self.last_free;
        (*t).log2_nodes = self.log2_nodes;
        (*t).node_mask = (1 << self.log2_nodes) - 1;
    }

    /// Moves the entries to the table, which has room for them, and frees the nodes.
    unsafe fn reinsert(self, l: *mut Thread, t: *mut Table) -> LuaResult {
        if self.last_free.is_null() {
            return Ok(());
        }
        let count = 1usize << self.log2_nodes;
        for i in (0..count).rev() {
            let node = self.nodes.add(i);
            if !Node::is_empty(node) {
                set(
                    l,
                    t,
                    Node::key(node),
                    Value {
                        payload: (*node).payload,
                        tag: (*node).tag,
                    },
                )?;
            }
        }
        heap::free((*l).global, self.nodes.cast(), count * size_of::<Node>());
        Ok(())
    }
}

/// Frees what a table owns besides its object.
pub(crate) unsafe fn free_parts(g: *mut Global, t: *mut Table) {
    if !Table::has_dummy_node(t) {
        heap::free(g, (*t).nodes.cast(), Table::node_count(t) * size_of::<Node>());
    }
    if (*t).array_size > 0 {
        heap::free(
            g,
            (*t).array.cast(),
            (*t).array_size as usize * size_of::<Value>(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::tag;

    #[test]
    fn array_gets_the_largest_size_more_than_half_full() {
        let mut counts = [0; MAX_ARRAY_BITS + 1];
        for key in 1..=5u32 {
            counts[ceil_log2(key)] += 1;
        }
        counts[ceil_log2(100)] += 1;
        assert_eq!(array_size_for(&counts, 6), (8, 5));
        assert_eq!(
            array_index(Value {
                payload: 0,
                tag: tag::INTEGER
            }),
            None
        );
    }
}
