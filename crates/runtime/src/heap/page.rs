//! Pages: where small things live. A page is divided into cells of one size, its class.
//!
//! ```text
//!   page   │ header │ cell │ cell │ cell │ …       aligned to its size, so that a cell's address tells the page
//! ```
//!
//! A page holds either objects ([`objects`](super::objects)) or blocks that belong to objects
//! ([`blocks`](super::blocks)). They are small, for a state with little in it to stay small.

use super::GcHeader;
use core::ptr::null_mut;

pub(super) const PAGE_SIZE: usize = 2048;
/// The largest cell.
pub(super) const MAX_CELL: usize = 256;
const GRANULE: usize = 16;
pub(super) const CLASSES: usize = MAX_CELL / GRANULE;

/// The class of cells for `size` bytes, which are not 0 and at most [`MAX_CELL`].
#[inline(always)]
pub(super) const fn class_of(size: usize) -> usize {
    size.div_ceil(GRANULE) - 1
}
#[inline(always)]
pub(super) const fn cell_size(class: usize) -> usize {
    (class + 1) * GRANULE
}
const fn cells_per_page(class: usize) -> usize {
    (PAGE_SIZE - size_of::<Page>()) / cell_size(class)
}

/// A free cell: among objects it is known by its tag, 0.
#[repr(C)]
pub(super) struct FreeCell {
    header: GcHeader,
    pub next: *mut FreeCell,
}

/// The header of a page.
#[repr(C, align(16))]
pub(super) struct Page {
    /// In the list that the page is in.
    pub next: *mut Page,
    /// In a list of pages of blocks.
    pub previous: *mut Page,
    pub free: *mut FreeCell,
    /// Position in its chunk.
    pub number: u16,
    /// Cells in use, in a page of blocks.
    pub used: u16,
    pub class: u8,
    /// Has objects of the age [`OLD1`](super::age::OLD1).
    pub has_old1: bool,
}

const _: () = assert!(size_of::<Page>().is_multiple_of(GRANULE));

impl Page {
    /// The page of a cell.
    #[inline(always)]
    pub(super) unsafe fn of_cell(cell: *mut u8) -> *mut Page {
        cell.map_addr(|address| address & !(PAGE_SIZE - 1)).cast()
    }

    /// Divides a page into free cells of a class.
    pub(super) unsafe fn divide(this: *mut Page, class: usize) {
        (*this).next = null_mut();
        (*this).previous = null_mut();
        (*this).used = 0;
        (*this).class = class as u8;
        (*this).has_old1 = false;
        let mut list = null_mut();
        for cell in Page::cells(this) {
            Page::push(&mut list, cell);
        }
        (*this).free = list;
    }

    /// All cells, from the last to the first.
    pub(super) unsafe fn cells(this: *mut Page) -> impl Iterator<Item = *mut GcHeader> {
        let size = cell_size((*this).class as usize);
        let first = this.add(1).cast::<u8>();
        // SAFETY: the cells lie within the page.
        (0..cells_per_page((*this).class as usize))
            .rev()
            .map(move |n| unsafe { first.add(n * size).cast() })
    }

    /// How many cells the page has.
    pub(super) unsafe fn capacity(this: *mut Page) -> usize {
        cells_per_page((*this).class as usize)
    }

    /// The length of a list of free cells, which all have to be cells of the page.
    pub(super) unsafe fn count(this: *mut Page, list: *mut FreeCell) -> Result<usize, String> {
        let mut count = 0;
        let mut cell = list;
        while !cell.is_null() {
            count += 1;
            if Page::of_cell(cell.cast()) != this || count > Page::capacity(this) {
                return Err(format!("page {this:p} has a bad list of free cells"));
            }
            cell = (*cell).next;
        }
        Ok(count)
    }

    /// Frees a cell into a list.
    #[inline(always)]
    pub(super) unsafe fn push(list: &mut *mut FreeCell, cell: *mut GcHeader) {
        #[cfg(feature = "gc-stress")]
        super::stress::poison(
            cell.cast(),
            cell_size((*Page::of_cell(cell.cast())).class as usize),
        );
        let cell = cell.cast::<FreeCell>();
        (*cell).header.tag = 0;
        (*cell).next = *list;
        *list = cell;
    }
}
