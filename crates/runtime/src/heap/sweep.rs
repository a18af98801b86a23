//! Sweeping: frees what the last marking left in the old white, and gives the new white to the rest.

use super::pages::Pages;
use super::{GcHeader, Heap, Phase, finalizer, mark_bits};
use crate::calls;
use crate::closure::Proto;
use crate::global::Global;
use crate::string;
use crate::table;
use crate::thread::Thread;
use crate::userdata::Userdata;
use crate::value::{Value, tag};

/// Objects swept in one unit among the large ones.
const LARGE_AT_ONCE: usize = 100;

/// Begins a sweep over everything.
pub(super) fn begin(heap: &mut Heap) {
    heap.phase = Phase::Sweep;
    heap.pages.begin_sweep();
    heap.large_cursor = 0;
}

/// Whether the object survives; if so it gets the current white.
#[inline(always)]
unsafe fn survives(heap: *const Heap, object: *mut GcHeader) -> bool {
    let marked = (*object).marked;
    if marked & ((*heap).current_white ^ mark_bits::WHITES) != 0 {
        return false;
    }
    (*object).marked = marked & !mark_bits::COLOURS | (*heap).current_white;
    true
}

/// Sweeps one page of a class, during a sweep; `false` if it has none left.
pub(super) unsafe fn sweep_page_of(g: *mut Global, class: usize) -> bool {
    let heap = &raw mut (*g).heap;
    if (*heap).phase != Phase::Sweep {
        return false;
    }
    let pages = &raw mut (*heap).pages;
    let freed = Pages::sweep_page(pages, class, |object| {
        let survives = survives(heap, object);
        if !survives {
            destroy(g, object);
        }
        survives
    });
    match freed {
        None => false,
        Some(freed) => {
            (*heap).bytes -= freed * Pages::cell_size(class);
            true
        }
    }
}

/// Sweeps a page, or some large objects; returns the work done, 0 at the end.
pub(super) unsafe fn sweep_some(g: *mut Global) -> usize {
    const PAGE_WORK: usize = 100;
    let heap = &raw mut (*g).heap;
    if let Some(class) = (*heap).pages.unswept_class() {
        sweep_page_of(g, class);
        return PAGE_WORK;
    }
    let mut done = 0;
    while done < LARGE_AT_ONCE && (*heap).large_cursor < (*heap).large.len() {
        let (object, size) = (&(*heap).large)[(*heap).large_cursor];
        if survives(heap, object) {
            (*heap).large_cursor += 1;
        } else {
            // Something that is not swept yet takes the place, unless this was the last.
            (*heap).large.swap_remove((*heap).large_cursor);
            destroy(g, object);
            super::free(g, object.cast(), size);
        }
        done += 1;
    }
    done
}

/// Frees what an object owns besides its own block.
unsafe fn destroy(g: *mut Global, object: *mut GcHeader) {
    match (*object).tag {
        tag::SHORT_STRING => string::remove(g, object.cast()),
        tag::TABLE => table::free_parts(g, object.cast()),
        tag::PROTO => {
            let proto = object.cast::<Proto>();
            let boxes = super::proto_boxes(proto);
            (*g).heap.bytes = (*g).heap.bytes.saturating_sub(boxes);
            proto.drop_in_place();
        }
        tag::USERDATA => Userdata::drop_value(g, object.cast()),
        tag::THREAD => calls::free_thread_parts(g, object.cast()),
        _ => {}
    }
}

/// Closes the open upvalues of threads that are about to be freed, as closures may hold them, and forgets threads
/// without open upvalues.
pub(super) unsafe fn close_dead_threads(g: *mut Global) {
    (*g).threads_with_upvalues.retain(|&l| {
        let dead = (*l).header.marked & mark_bits::WHITES != 0;
        if dead {
            close_all_upvalues(l);
        }
        let keep = !dead && !(*l).open_upvalues.is_null();
        (*l).in_upvalue_list = keep;
        keep
    });
}

unsafe fn close_all_upvalues(l: *mut Thread) {
    let mut upvalue = (*l).open_upvalues;
    (*l).open_upvalues = core::ptr::null_mut();
    while !upvalue.is_null() {
        let next = (*upvalue).slot.next_open;
        let value = Value::get((*upvalue).v);
        let closed = (&raw mut (*upvalue).slot).cast::<Value>();
        Value::set(closed, value);
        (*upvalue).v = closed;
        if (*upvalue).header.marked & mark_bits::WHITES == 0 {
            (*upvalue).header.marked |= mark_bits::BLACK;
        }
        upvalue = next;
    }
}

/// Calls all finalizers, then frees every object. The state is not usable any more.
pub(crate) unsafe fn free_all(g: *mut Global) {
    let main = (*g).main_thread;
    if !main.is_null() {
        finalizer::call_all_finalizers(main);
    }
    let heap = &raw mut (*g).heap;
    // Threads first, while their upvalues are still there.
    (*g).threads_with_upvalues.clear();
    let mut objects: Vec<*mut GcHeader> = (*heap).large.iter().map(|&(object, _)| object).collect();
    (*heap).pages.for_each(|object| objects.push(object));
    for object in objects {
        // The interner goes as a whole.
        if (*object).tag != tag::SHORT_STRING {
            destroy(g, object);
        }
    }
    (*g).strings.clear();
    let large = core::mem::take(&mut (*heap).large);
    for (object, size) in large {
        super::free(g, object.cast(), size);
    }
    (*heap).pages.free_all();
}
