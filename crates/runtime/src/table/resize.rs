//! The sizes of the two parts.

use super::insert::{set, set_int};
use super::{Node, Table};
use crate::debug;
use crate::global::Global;
use crate::heap;
use crate::limits;
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
    limits::note((*l).global, (Table::slots(t) / 4) as u64);
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
/// array moves to the nodes. If there is no memory, the table stays as it was.
pub(crate) unsafe fn resize(l: *mut Thread, t: *mut Table, items: usize, nodes: usize) -> LuaResult {
    if items > 1 << MAX_ARRAY_BITS {
        return Err(debug::run_error(l, format_args!("table overflow")));
    }
    let mut other = Nodes::allocate(l, nodes)?;
    let old_size = (*t).array_size as usize;
    if items < old_size {
        // The part of the array that vanishes goes to the new nodes, which have room for it.
        (*t).array_size = items as u32;
        other.exchange(t);
        for i in items..old_size {
            let value = Value::get((*t).array.add(i));
            if !value.is_nil() {
                set_int(l, t, i as i64 + 1, value)?;
            }
        }
        // A collection that the next allocation may bring finds everything where it was.
        (*t).array_size = old_size as u32;
        other.exchange(t);
    }
    if items != old_size
        && let Err(throw) = resize_array_block(l, t, items)
    {
        other.free((*l).global);
        return Err(throw);
    }
    if items > 0 {
        *Table::border_hint(t) = items as u32;
    }
    other.exchange(t);
    other.move_entries(l, t)?;
    other.free((*l).global);
    Ok(())
}

unsafe fn resize_array_block(l: *mut Thread, t: *mut Table, items: usize) -> LuaResult {
    let slot = size_of::<Value>();
    let old_size = (*t).array_size as usize;
    let array = heap::reallocate(l, (*t).array.cast(), old_size * slot, items * slot)?;
    (*t).array = array.cast();
    (*t).array_size = items as u32;
    for i in old_size..items {
        (*t).array.add(i).write(Value::EMPTY);
    }
    Ok(())
}

/// Gives the table an array part of `items` slots; the nodes stay as many as they are.
pub(crate) unsafe fn resize_array(l: *mut Thread, t: *mut Table, items: usize) -> LuaResult {
    resize(l, t, items, Table::own_node_count(t))
}

/// A node part that is in no table.
struct Nodes {
    nodes: *mut Node,
    last_free: u32,
    mask: u32,
}

impl Nodes {
    /// Free nodes for `count` keys.
    unsafe fn allocate(l: *mut Thread, count: usize) -> LuaResult<Nodes> {
        if count == 0 {
            return Ok(Nodes {
                nodes: Table::dummy_node(),
                last_free: 0,
                mask: 0,
            });
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
        Ok(Nodes {
            nodes,
            last_free: count as u32,
            mask: count as u32 - 1,
        })
    }

    /// Swaps the node part with that of a table.
    unsafe fn exchange(&mut self, t: *mut Table) {
        core::mem::swap(&mut self.nodes, &mut (*t).nodes);
        core::mem::swap(&mut self.last_free, &mut (*t).last_free);
        core::mem::swap(&mut self.mask, &mut (*t).node_mask);
    }

    /// The number of nodes without the dummy.
    unsafe fn count(&self) -> usize {
        if core::ptr::eq(self.nodes, Table::dummy_node()) {
            0
        } else {
            self.mask as usize + 1
        }
    }

    /// Copies the entries to the table, which has room for them.
    unsafe fn move_entries(&self, l: *mut Thread, t: *mut Table) -> LuaResult {
        for i in 0..self.count() {
            let node = self.nodes.add(i);
            if !Node::is_empty(node) {
                set(l, t, Node::key(node), Value::get(Node::value(node)))?;
            }
        }
        Ok(())
    }

    unsafe fn free(&self, g: *mut Global) {
        if self.count() > 0 {
            heap::free(g, self.nodes.cast(), self.count() * size_of::<Node>());
        }
    }
}

/// Bytes of what a table owns besides its object.
pub(crate) unsafe fn parts_bytes(t: *mut Table) -> usize {
    let nodes = Table::own_node_count(t) * size_of::<Node>();
    let array = (*t).array_size as usize * size_of::<Value>();
    heap::footprint(nodes) + heap::footprint(array)
}

/// Frees what a table owns besides its object.
pub(crate) unsafe fn free_parts(g: *mut Global, t: *mut Table) {
    let nodes = Table::own_node_count(t);
    if nodes > 0 {
        heap::free(g, (*t).nodes.cast(), nodes * size_of::<Node>());
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
