//! Tables: an array part and a node part with chained scatter and Brent's variation.
//!
//! Integer keys from 1 to the array's size live in the array. All other keys live in nodes: each key has a main
//! position, given by its hash; a node that is not in its main position is linked into the chain of the key that it
//! collides with. A key that collides with one out of its main position takes that place (Brent), so that chains
//! stay short even in a full node part. (R. P. Brent, "Reducing the retrieval time of scatter storage techniques",
//! CACM 16, 1973.)
//!
//! The sizes are chosen anew when the node part is full: the array gets the largest size `n`, a power of two, of
//! which more than half is in use; the nodes get the rest.
//!
//! A removed entry keeps its key, as a tombstone that `next` can find, until the node part is rebuilt; the collector
//! turns the keys that it frees into dead keys, which only `next` compares.

mod insert;
mod lookup;
mod resize;
mod traverse;

use crate::heap::{self, GcHeader};
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::{Value, tag};
use core::ptr::null_mut;

pub(crate) use insert::{finish_set, insert_field, set, set_int};
pub(crate) use lookup::{get, get_hashed, get_int, get_short_str, get_str};
pub(crate) use resize::{free_parts, parts_bytes, resize, resize_array};
pub(crate) use traverse::{border, next};

/// A table. 48 bytes.
#[repr(C)]
pub(crate) struct Table {
    pub header: GcHeader,
    /// Bit `e` set: metamethod of event `e` is known to be absent (for the first events; see `metamethod`).
    pub flags: u8,
    /// Slots of the array part.
    pub array_size: u32,
    pub next_gray: *mut GcHeader,
    /// The array part; the padding of its first slot holds the border found last ([`Table::border_hint`]).
    pub array: *mut Value,
    /// Points to one shared, empty, read-only node when the table has none.
    pub nodes: *mut Node,
    /// Null when it has none.
    pub metatable: *mut Table,
    /// Any free node is before the one with this number.
    pub last_free: u32,
    /// Number of nodes, less one.
    pub node_mask: u32,
}

/// A node: its value first, so that a `*mut Node` is a `*mut Value`; the key's tag lies in the value's padding.
#[repr(C)]
#[derive(Clone, Copy)]
pub(crate) struct Node {
    pub payload: u64,
    pub tag: u8,
    pub key_tag: u8,
    /// Distance to the next node of the chain; 0 ends it.
    pub next: i32,
    pub key: u64,
}

const _: () = assert!(size_of::<Node>() == 24 && size_of::<Table>() == 48);
const _: () = assert!(core::mem::offset_of!(Table, next_gray) == heap::LINK_OFFSET);

/// The node of all tables that have none. It is never written.
struct DummyNode(Node);
// SAFETY: the node is never written.
unsafe impl Sync for DummyNode {}
static DUMMY_NODE: DummyNode = DummyNode(Node::FREE);

impl Node {
    const FREE: Node = Node {
        payload: 0,
        tag: tag::EMPTY,
        key_tag: tag::NIL,
        next: 0,
        key: 0,
    };

    #[inline(always)]
    pub(crate) fn value(this: *mut Node) -> *mut Value {
        this.cast()
    }
    /// The node's key as a value.
    #[inline(always)]
    pub(crate) unsafe fn key(this: *const Node) -> Value {
        Value {
            payload: (*this).key,
            tag: (*this).key_tag,
        }
    }
    #[inline(always)]
    pub(crate) unsafe fn set_key(this: *mut Node, key: Value) {
        (*this).key = key.payload;
        (*this).key_tag = key.tag;
    }
    /// Whether the node's value is empty.
    #[inline(always)]
    pub(crate) unsafe fn is_empty(this: *const Node) -> bool {
        (*this).tag & tag::TYPE_MASK == 0
    }
    /// Makes the key of an empty node a dead one if it is an object, so that the object may be freed.
    #[inline(always)]
    pub(crate) unsafe fn clear_key(this: *mut Node) {
        if (*this).key_tag & tag::COLLECTABLE != 0 {
            (*this).key_tag = tag::DEAD_KEY;
        }
    }
}

impl Table {
    #[inline(always)]
    pub(crate) unsafe fn node_count(this: *const Table) -> usize {
        (*this).node_mask as usize + 1
    }
    /// Number of slots of both parts.
    #[inline(always)]
    pub(crate) unsafe fn slots(this: *const Table) -> usize {
        (*this).array_size as usize + Table::node_count(this)
    }
    /// Whether the table has no nodes of its own.
    #[inline(always)]
    pub(crate) unsafe fn has_dummy_node(this: *const Table) -> bool {
        core::ptr::eq((*this).nodes, Table::dummy_node())
    }
    /// The number of nodes without the dummy.
    #[inline(always)]
    pub(crate) unsafe fn own_node_count(this: *const Table) -> usize {
        if Table::has_dummy_node(this) {
            0
        } else {
            Table::node_count(this)
        }
    }
    /// Where the last border was found; the table must have an array part. It lies in the padding of a slot, which
    /// nothing else writes.
    #[inline(always)]
    unsafe fn border_hint(this: *mut Table) -> *mut u32 {
        (*this).array.cast::<u32>().add(3)
    }
    fn dummy_node() -> *mut Node {
        (&raw const DUMMY_NODE.0).cast_mut()
    }
}

/// What a lookup gives for a key that is not there.
struct AbsentValue(Value);
// SAFETY: the value is never written.
unsafe impl Sync for AbsentValue {}
static ABSENT: AbsentValue = AbsentValue(Value::ABSENT_KEY);

#[inline(always)]
fn absent() -> *const Value {
    &raw const ABSENT.0
}

/// Lends the array part of a table whose size is not 0. The border that its padding remembers stays where it is.
pub(crate) unsafe fn with_array<R>(t: *mut Table, f: impl FnOnce(&mut [Value]) -> R) -> R {
    let hint = *Table::border_hint(t);
    let result = f(core::slice::from_raw_parts_mut(
        (*t).array,
        (*t).array_size as usize,
    ));
    *Table::border_hint(t) = hint;
    result
}

/// Makes an empty table. It is not reachable yet.
pub(crate) unsafe fn new(l: *mut Thread) -> LuaResult<*mut Table> {
    let t = heap::allocate(l, size_of::<Table>(), tag::TABLE)?.cast::<Table>();
    (*t).flags = u8::MAX;
    (*t).array_size = 0;
    (*t).array = null_mut();
    (*t).nodes = Table::dummy_node();
    (*t).metatable = null_mut();
    (*t).last_free = 0;
    (*t).node_mask = 0;
    Ok(t)
}
