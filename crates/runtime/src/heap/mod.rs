//! The heap: where objects live, and the incremental tri-colour collector that frees them.
//!
//! # Phases
//!
//! A cycle begins in `Pause` by marking the roots: registry, main thread, metatables of the basic types, names that
//! the machine itself uses, objects that wait for their finalizer, values that the host has anchored.
//! `Propagate` takes gray objects one by one and marks what they refer to. `Atomic` does in one go what must not be
//! interrupted: it marks again what changed meanwhile, lets ephemerons converge, clears weak tables, picks the
//! objects to finalize and closes the upvalues of dead threads. Then the two whites change their roles, and `Sweep`
//! walks the pages: an object of the old white is freed, any other gets the new white. `Finalize` calls pending
//! finalizers, a few at each step.
//!
//! # Invariants
//!
//! 1. While marking, no black object refers to a white one. Barriers keep it so: forward (mark the child) for
//!    objects that change rarely, backward (make the parent gray again) for tables and userdata. Stacks have no
//!    barrier: a thread stays gray until `Atomic` has marked it a last time.
//! 2. An object of the old white is dead once the whites have changed. Only the interner still finds it, and brings
//!    it back by giving it the new white ([`resurrect`]).
//! 3. No object moves. A cell of a page is free exactly if its tag is 0.
//! 4. `bytes` counts all that the heap holds: cells, large objects, and the blocks of [`reallocate`].
//! 5. Only [`check_gc`], [`step`] and [`full_collect`] collect, and [`allocate`] and [`reallocate`] when the
//!    system has no memory left; then finalizers wait, and nothing that only native code holds is freed before
//!    the allocation that failed has raised.

mod barrier;
mod finalizer;
mod mark;
mod pace;
mod pages;
mod sweep;
mod weak;

use crate::closure::Proto;
use crate::global::Global;
use crate::table::Table;
use crate::thread::Thread;
use crate::throw::{LuaResult, Status, Throw};
use crate::value::{Value, tag};
use core::ptr::null_mut;
use pages::Pages;
use std::alloc::{self, Layout};
use std::collections::VecDeque;

pub(crate) use barrier::{barrier, barrier_back, barrier_value, breaks_invariant, resurrect};
pub(crate) use finalizer::{call_all_finalizers, check_finalizer};
pub(crate) use pace::{
    Pace, check_gc, full_collect, is_due, is_running, is_stopped_internally, restart, set_pause,
    set_step_multiplier, set_step_size, step, stop, total_bytes, user_step,
};
pub(crate) use sweep::free_all;

/// What every object begins with. The objects' own fields fill up the first word.
#[repr(C)]
pub(crate) struct GcHeader {
    /// Kind of object, as the tag of values that refer to it; 0 in a free cell.
    pub tag: u8,
    /// Colour and flags.
    pub marked: u8,
}

/// Bits of [`GcHeader::marked`].
pub(crate) mod mark_bits {
    pub const WHITE_0: u8 = 1;
    pub const WHITE_1: u8 = 2;
    pub const WHITES: u8 = WHITE_0 | WHITE_1;
    pub const BLACK: u8 = 4;
    pub const COLOURS: u8 = WHITES | BLACK;
    /// Has a finalizer that will be called.
    pub const FINALIZED: u8 = 8;
}

/// Where the collector is in its cycle.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Phase {
    Pause,
    Propagate,
    Atomic,
    Sweep,
    Finalize,
}

/// All objects of a state, and the collector's work lists.
pub(crate) struct Heap {
    pages: Pages,
    /// Objects too large for pages, with their sizes.
    large: Vec<(*mut GcHeader, usize)>,
    /// How far `large` is swept.
    large_cursor: usize,
    /// Bytes in use.
    pub bytes: usize,
    /// A step is due when `bytes` is above this.
    threshold: usize,
    /// Bytes that the script may use; `usize::MAX` for no limit.
    pub limit: usize,
    phase: Phase,
    current_white: u8,
    gray: Vec<*mut GcHeader>,
    gray_again: Vec<*mut GcHeader>,
    weak_values: Vec<*mut Table>,
    ephemerons: Vec<*mut Table>,
    all_weak: Vec<*mut Table>,
    /// Objects with a finalizer, in the order in which they got it.
    finalizable: Vec<*mut GcHeader>,
    /// Objects whose finalizer is to be called, next first.
    to_finalize: VecDeque<*mut GcHeader>,
    /// Bytes in use after the last marking.
    estimate: usize,
    pub pace: Pace,
    /// Stopped by the program.
    stopped: bool,
    /// A step or a finalizer is running.
    pub busy: bool,
    /// The state is being closed.
    closing: bool,
    emergency: bool,
}

impl Heap {
    pub(crate) fn new() -> Heap {
        Heap {
            pages: Pages::new(),
            large: Vec::new(),
            large_cursor: 0,
            bytes: 0,
            threshold: 0,
            limit: usize::MAX,
            phase: Phase::Pause,
            current_white: mark_bits::WHITE_0,
            gray: Vec::new(),
            gray_again: Vec::new(),
            weak_values: Vec::new(),
            ephemerons: Vec::new(),
            all_weak: Vec::new(),
            finalizable: Vec::new(),
            to_finalize: VecDeque::new(),
            estimate: 0,
            pace: Pace::default(),
            stopped: false,
            busy: false,
            closing: false,
            emergency: false,
        }
    }

    fn other_white(&self) -> u8 {
        self.current_white ^ mark_bits::WHITES
    }

    /// Whether black objects must not refer to white ones now.
    fn keeps_invariant(&self) -> bool {
        matches!(self.phase, Phase::Propagate | Phase::Atomic)
    }
}

/// Makes an object of `size` bytes: its header is set, the rest the caller has to fill in before the next point that
/// can collect. It is not reachable yet.
#[inline]
pub(crate) unsafe fn allocate(l: *mut Thread, size: usize, tag: u8) -> LuaResult<*mut GcHeader> {
    let g = (*l).global;
    let object = allocate_block(g, size);
    let object = if object.is_null() {
        allocate_in_emergency(l, size)?
    } else {
        object
    };
    (*object).tag = tag;
    (*object).marked = (*g).heap.current_white;
    Ok(object)
}

/// The main thread's object, which is made before there is a thread; `None` without memory.
pub(crate) unsafe fn allocate_main_thread(g: *mut Global) -> Option<*mut Thread> {
    let object = allocate_block(g, size_of::<Thread>());
    if object.is_null() {
        return None;
    }
    (*object).tag = tag::THREAD;
    (*object).marked = (*g).heap.current_white;
    Some(object.cast())
}

/// A cell or a large block; null if there is no memory.
#[inline(always)]
unsafe fn allocate_block(g: *mut Global, size: usize) -> *mut GcHeader {
    if size > pages::MAX_CELL {
        return allocate_large(g, size);
    }
    let class = pages::class_of(size);
    let heap = &raw mut (*g).heap;
    (*heap).bytes += pages::cell_size(class);
    match (*heap).pages.pop(class) {
        Some(cell) => cell,
        None => allocate_slowly(g, class),
    }
}

/// A cell from a page that is swept first, or from a new page.
#[cold]
#[inline(never)]
unsafe fn allocate_slowly(g: *mut Global, class: usize) -> *mut GcHeader {
    let heap = &raw mut (*g).heap;
    if (*heap).bytes <= (*heap).limit {
        while sweep::sweep_page_of(g, class) {
            if let Some(cell) = (*heap).pages.pop(class) {
                return cell;
            }
        }
        if let Some(cell) = (*heap).pages.pop_from_new_page(class) {
            return cell;
        }
    }
    (*heap).bytes -= pages::cell_size(class);
    null_mut()
}

#[cold]
#[inline(never)]
unsafe fn allocate_large(g: *mut Global, size: usize) -> *mut GcHeader {
    let object = raw_reallocate(g, null_mut(), 0, size).cast::<GcHeader>();
    if !object.is_null() {
        (*g).heap.large.push((object, size));
    }
    object
}

#[cold]
#[inline(never)]
unsafe fn allocate_in_emergency(l: *mut Thread, size: usize) -> LuaResult<*mut GcHeader> {
    full_collect(l, true);
    let object = allocate_block((*l).global, size);
    if object.is_null() {
        Err(memory_error(l))
    } else {
        Ok(object)
    }
}

/// The error "not enough memory", for which no memory is needed.
#[cold]
pub(crate) unsafe fn memory_error(l: *mut Thread) -> Throw {
    Thread::push(l, Value::string((*(*l).global).memory_error));
    Throw::new(Status::MemoryError)
}

const ALIGNMENT: usize = 8;

/// Allocates (`block` null), moves or frees (`new` 0) a block that belongs to an object. A block that shrinks never
/// fails. The result is null only for `new` 0.
#[inline]
pub(crate) unsafe fn reallocate(
    l: *mut Thread,
    block: *mut u8,
    old: usize,
    new: usize,
) -> LuaResult<*mut u8> {
    let moved = raw_reallocate((*l).global, block, old, new);
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
    full_collect(l, true);
    let moved = raw_reallocate((*l).global, block, old, new);
    if moved.is_null() {
        Err(memory_error(l))
    } else {
        Ok(moved)
    }
}

/// Frees a block of [`reallocate`].
pub(crate) unsafe fn free(g: *mut Global, block: *mut u8, size: usize) {
    raw_reallocate(g, block, size, 0);
}

/// The one door to the system's allocator.
unsafe fn raw_reallocate(g: *mut Global, block: *mut u8, old: usize, new: usize) -> *mut u8 {
    let heap = &raw mut (*g).heap;
    if new > old && (*heap).limit - (*heap).bytes.min((*heap).limit) < new - old {
        return null_mut();
    }
    let Ok(layout) = Layout::from_size_align(old.max(1), ALIGNMENT) else {
        return null_mut();
    };
    let moved = if new == 0 {
        if old > 0 {
            alloc::dealloc(block, layout);
        }
        null_mut()
    } else if old == 0 {
        match Layout::from_size_align(new, ALIGNMENT) {
            Ok(layout) => alloc::alloc(layout),
            Err(_) => null_mut(),
        }
    } else if new > isize::MAX as usize - ALIGNMENT {
        null_mut()
    } else {
        alloc::realloc(block, layout, new)
    };
    if new == 0 || !moved.is_null() {
        (*heap).bytes = (*heap).bytes - old + new;
    }
    moved
}

/// Counts the arrays of a prototype, which are boxes.
pub(crate) unsafe fn account_proto(l: *mut Thread, p: *mut Proto) {
    (*(*l).global).heap.bytes += proto_boxes(p);
}

/// Bytes in the arrays of a prototype.
unsafe fn proto_boxes(p: *mut Proto) -> usize {
    let p = &*p;
    size_of_val(&*p.code)
        + size_of_val(&*p.ops)
        + size_of_val(&*p.constants)
        + size_of_val(&*p.protos)
        + size_of_val(&*p.upvalues)
        + size_of_val(&*p.line_info)
        + size_of_val(&*p.abs_line_info)
        + size_of_val(&*p.local_vars)
}
