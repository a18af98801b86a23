//! Allocation: objects, and the blocks that belong to them. Every byte is counted, and held against the limit.

use super::{GcHeader, Heap, blocks, cycle, objects};
use crate::global::Global;
use crate::limits;
use crate::thread::Thread;
use crate::throw::{LuaResult, Throw};
use crate::value::{Value, tag};
use core::ptr::null_mut;

impl Heap {
    /// Whether `more` bytes are within the limit.
    #[inline(always)]
    fn has_room(&self, more: usize) -> bool {
        more <= self.limit.saturating_sub(self.bytes)
    }
}

/// Makes an object of `size` bytes: its header is set, the rest the caller has to fill in before the next allocation.
/// It is not reachable yet.
#[inline(always)]
pub(crate) unsafe fn allocate(l: *mut Thread, size: usize, tag: u8) -> LuaResult<*mut GcHeader> {
    #[cfg(feature = "gc-stress")]
    super::stress::at_allocation(l);
    let heap = &raw mut (*(*l).global).heap;
    let bytes = (*heap).bytes + objects::footprint(size);
    let object = if (*heap).objects.has_free(size) && bytes <= (*heap).limit {
        (*heap).bytes = bytes;
        (*heap).objects.pop(size)
    } else {
        allocate_slowly(l, size)?
    };
    (*object).tag = tag;
    (*object).marked = (*heap).current_white;
    Ok(object)
}

#[cold]
#[inline(never)]
unsafe fn allocate_slowly(l: *mut Thread, size: usize) -> LuaResult<*mut GcHeader> {
    let heap = &raw mut (*(*l).global).heap;
    let mut object = try_allocate(heap, size);
    if object.is_null() {
        cycle::collect_in_emergency(l);
        object = try_allocate(heap, size);
    }
    if object.is_null() {
        Err(memory_error(l))
    } else {
        Ok(object)
    }
}

unsafe fn try_allocate(heap: *mut Heap, size: usize) -> *mut GcHeader {
    let bytes = objects::footprint(size);
    if !(*heap).has_room(bytes) {
        return null_mut();
    }
    let object = (*heap).objects.allocate(&mut (*heap).memory, size);
    if !object.is_null() {
        (*heap).bytes += bytes;
    }
    object
}

/// The main thread's object, which is made before there is a thread; `None` without memory.
pub(crate) unsafe fn allocate_main_thread(g: *mut Global) -> Option<*mut Thread> {
    let object = try_allocate(&raw mut (*g).heap, size_of::<Thread>());
    if object.is_null() {
        return None;
    }
    (*object).tag = tag::THREAD;
    (*object).marked = (*g).heap.current_white;
    Some(object.cast())
}

/// The error "not enough memory", for which no memory is needed.
#[cold]
pub(crate) unsafe fn memory_error(l: *mut Thread) -> Throw {
    Thread::push(l, Value::string((*(*l).global).memory_error));
    limits::out_of_memory(l)
}

/// Allocates (`block` null, `old` 0), moves or frees (`new` 0) a block that belongs to an object. The result is null
/// only for `new` 0. If it fails, the block is as it was.
#[inline]
pub(crate) unsafe fn reallocate(
    l: *mut Thread,
    block: *mut u8,
    old: usize,
    new: usize,
) -> LuaResult<*mut u8> {
    #[cfg(feature = "gc-stress")]
    if new > 0 {
        super::stress::at_allocation(l);
    }
    let moved = try_reallocate((*l).global, block, old, new);
    if moved.is_null() && new > 0 {
        reallocate_in_emergency(l, block, old, new)
    } else {
        Ok(moved)
    }
}

#[cold]
#[inline(never)]
unsafe fn reallocate_in_emergency(
    l: *mut Thread,
    block: *mut u8,
    old: usize,
    new: usize,
) -> LuaResult<*mut u8> {
    cycle::collect_in_emergency(l);
    let moved = try_reallocate((*l).global, block, old, new);
    if moved.is_null() {
        Err(memory_error(l))
    } else {
        Ok(moved)
    }
}

/// Frees a block of [`reallocate`].
pub(crate) unsafe fn free(g: *mut Global, block: *mut u8, size: usize) {
    try_reallocate(g, block, size, 0);
}

/// [`reallocate`] without a collection and without an error: null if there is no memory.
#[inline]
pub(crate) unsafe fn try_reallocate(g: *mut Global, block: *mut u8, old: usize, new: usize) -> *mut u8 {
    let heap = &raw mut (*g).heap;
    let (old_bytes, new_bytes) = (blocks::footprint(old), blocks::footprint(new));
    if new_bytes > old_bytes && !(*heap).has_room(new_bytes - old_bytes) {
        return null_mut();
    }
    let (blocks, memory) = (&mut (*heap).blocks, &mut (*heap).memory);
    let moved = if old == 0 {
        if new == 0 {
            return null_mut();
        }
        blocks.allocate(memory, new)
    } else if new == 0 {
        blocks.free(memory, block, old);
        null_mut()
    } else {
        blocks.reallocate(memory, block, old, new)
    };
    if new == 0 || !moved.is_null() {
        (*heap).bytes = (*heap).bytes - old_bytes + new_bytes;
    }
    moved
}

/// Whether `more` bytes are within the limit, for memory that comes from elsewhere.
pub(crate) unsafe fn has_room(g: *mut Global, more: usize) -> bool {
    (*g).heap.has_room(more)
}

/// Counts memory that comes from elsewhere: what was `old` bytes is `new` bytes now.
pub(crate) unsafe fn recount(g: *mut Global, old: usize, new: usize) {
    (*g).heap.bytes = (*g).heap.bytes - old + new;
}
