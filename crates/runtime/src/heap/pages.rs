//! Pages of cells of one size, for small objects.
//!
//! ```text
//!   page  │ cell │ cell │ cell │ …          a cell is an object, or free (tag 0) and linked into a list
//! ```
//!
//! A class hands out the free cells of one page at a time: popping one is the fast path of allocation. Sweeping
//! collects the free cells of a page anew, so a class forgets its list when a sweep begins and gets lists back page
//! by page.

use super::GcHeader;
use core::ptr::null_mut;
use std::alloc::{self, Layout};

/// The largest object that lives in a page.
pub(super) const MAX_CELL: usize = 512;
const GRANULE: usize = 16;
const CLASSES: usize = MAX_CELL / GRANULE;
const PAGE_SIZE: usize = 16 * 1024;

pub(super) const fn class_of(size: usize) -> usize {
    size.div_ceil(GRANULE) - 1
}
pub(super) const fn cell_size(class: usize) -> usize {
    (class + 1) * GRANULE
}
const fn cells_per_page(class: usize) -> usize {
    PAGE_SIZE / cell_size(class)
}
const LAYOUT: Layout = match Layout::from_size_align(PAGE_SIZE, GRANULE) {
    Ok(layout) => layout,
    Err(_) => panic!("the layout of a page is valid"),
};

/// A free cell: a header whose tag is 0, and the next free cell.
#[repr(C)]
struct FreeCell {
    header: GcHeader,
    next: *mut FreeCell,
}

/// The pages of one size of cell.
struct Class {
    /// Free cells, handed out next.
    free: *mut FreeCell,
    pages: Vec<*mut u8>,
    /// Lists of free cells of other pages that are swept.
    available: Vec<*mut FreeCell>,
    /// Pages from here on are not swept yet.
    swept: usize,
}

/// The pages of all sizes.
pub(super) struct Pages {
    classes: [Class; CLASSES],
}

impl Pages {
    pub(super) fn new() -> Pages {
        Pages {
            classes: core::array::from_fn(|_| Class {
                free: null_mut(),
                pages: Vec::new(),
                available: Vec::new(),
                swept: 0,
            }),
        }
    }

    /// A free cell, if there is one in the pages that are swept.
    #[inline(always)]
    pub(super) unsafe fn pop(&mut self, class: usize) -> Option<*mut GcHeader> {
        let class = self.classes.get_unchecked_mut(class);
        let cell = class.free;
        if cell.is_null() {
            return class.pop_from_available();
        }
        class.free = (*cell).next;
        Some(cell.cast())
    }

    /// A cell of a new page; `None` without memory.
    pub(super) unsafe fn pop_from_new_page(&mut self, index: usize) -> Option<*mut GcHeader> {
        let page = alloc::alloc_zeroed(LAYOUT);
        if page.is_null() {
            return None;
        }
        let class = &mut self.classes[index];
        // A new page has nothing to sweep: it goes before the unswept ones.
        let swept = class.swept;
        class.pages.push(page);
        let last = class.pages.len() - 1;
        class.pages.swap(swept, last);
        class.swept += 1;
        let size = cell_size(index);
        let mut list = null_mut();
        for n in (0..cells_per_page(index)).rev() {
            let cell = page.add(n * size).cast::<FreeCell>();
            (*cell).next = list;
            list = cell;
        }
        class.free = (*list).next;
        Some(list.cast())
    }

    /// Begins a sweep: no page is swept.
    pub(super) fn begin_sweep(&mut self) {
        for class in &mut self.classes {
            class.swept = 0;
            class.free = null_mut();
            class.available.clear();
        }
    }

    /// A class with pages to sweep.
    pub(super) fn unswept_class(&self) -> Option<usize> {
        self.classes
            .iter()
            .position(|class| class.swept < class.pages.len())
    }

    /// Sweeps one page of a class: `keep` decides about each object, and destroys the ones it does not keep. `None` if
    /// no page is left; else how many cells were freed.
    pub(super) unsafe fn sweep_page(
        this: *mut Pages,
        index: usize,
        mut keep: impl FnMut(*mut GcHeader) -> bool,
    ) -> Option<usize> {
        let class = &raw mut (*this).classes[index];
        let pages = &(*class).pages;
        let page = *pages.get((*class).swept)?;
        let (size, count) = (cell_size(index), cells_per_page(index));
        let mut list: *mut FreeCell = null_mut();
        let (mut free, mut freed) = (0, 0);
        for n in (0..count).rev() {
            let cell = page.add(n * size);
            let object = cell.cast::<GcHeader>();
            if (*object).tag != 0 {
                if keep(object) {
                    continue;
                }
                (*object).tag = 0;
                freed += 1;
            }
            free += 1;
            let cell = cell.cast::<FreeCell>();
            (*cell).next = list;
            list = cell;
        }
        if free == count {
            // Nothing lives here any more.
            (*class).pages.swap_remove((*class).swept);
            alloc::dealloc(page, LAYOUT);
        } else {
            (*class).swept += 1;
            if !list.is_null() {
                (*class).available.push(list);
            }
        }
        Some(freed)
    }

    /// Calls `f` with every object.
    pub(super) unsafe fn for_each(&self, mut f: impl FnMut(*mut GcHeader)) {
        for (index, class) in self.classes.iter().enumerate() {
            for &page in &class.pages {
                for n in 0..cells_per_page(index) {
                    let object = page.add(n * cell_size(index)).cast::<GcHeader>();
                    if (*object).tag != 0 {
                        f(object);
                    }
                }
            }
        }
    }

    /// Gives all pages back.
    pub(super) unsafe fn free_all(&mut self) {
        for class in &mut self.classes {
            for page in class.pages.drain(..) {
                alloc::dealloc(page, LAYOUT);
            }
            class.free = null_mut();
            class.available.clear();
            class.swept = 0;
        }
    }

    /// The size of a cell, for accounting.
    pub(super) const fn cell_size(class: usize) -> usize {
        cell_size(class)
    }
}

impl Class {
    #[cold]
    #[inline(never)]
    unsafe fn pop_from_available(&mut self) -> Option<*mut GcHeader> {
        let cell = self.available.pop()?;
        self.free = (*cell).next;
        Some(cell.cast())
    }
}
