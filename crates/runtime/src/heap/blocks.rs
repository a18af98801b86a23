//! Blocks: what belongs to objects, as the parts of tables. Small ones are cells of pages, large ones come from the
//! system. Whoever owns a block frees it, so nothing sweeps these pages; one goes back to its chunk when none of its
//! cells is in use.

use super::memory::Memory;
use super::page::{self, CLASSES, MAX_CELL, Page};
use core::ptr::null_mut;

/// The pages of blocks.
pub(super) struct Blocks {
    /// Of each class, the pages that have free cells.
    classes: [*mut Page; CLASSES],
}

/// What a block of `size` bytes takes.
#[inline(always)]
pub(crate) const fn footprint(size: usize) -> usize {
    if size == 0 || size > MAX_CELL {
        size
    } else {
        page::cell_size(page::class_of(size))
    }
}

impl Blocks {
    pub(super) const fn new() -> Blocks {
        Blocks {
            classes: [null_mut(); CLASSES],
        }
    }

    /// A block of `size` bytes, which are not 0; null without memory.
    #[inline]
    pub(super) unsafe fn allocate(&mut self, memory: &mut Memory, size: usize) -> *mut u8 {
        if size > MAX_CELL {
            return memory.allocate(size);
        }
        let class = page::class_of(size);
        let mut page = *self.classes.get_unchecked(class);
        if page.is_null() {
            page = self.new_page(memory, class);
            if page.is_null() {
                return null_mut();
            }
        }
        let cell = (*page).free;
        (*page).free = (*cell).next;
        (*page).used += 1;
        if (*page).free.is_null() {
            self.unlink(page);
        }
        cell.cast()
    }

    /// Frees a block of `size` bytes, which are not 0.
    #[inline]
    pub(super) unsafe fn free(&mut self, memory: &mut Memory, block: *mut u8, size: usize) {
        if size > MAX_CELL {
            return memory.free(block, size);
        }
        let page = Page::of_cell(block);
        let was_full = (*page).free.is_null();
        Page::push(&mut (*page).free, block.cast());
        (*page).used -= 1;
        if was_full {
            self.link(page);
        } else if (*page).used == 0 {
            self.retire(memory, page);
        }
    }

    /// Moves a block; null without memory, and then nothing has happened. Neither size is 0.
    pub(super) unsafe fn reallocate(
        &mut self,
        memory: &mut Memory,
        block: *mut u8,
        old: usize,
        new: usize,
    ) -> *mut u8 {
        if old > MAX_CELL && new > MAX_CELL {
            return memory.reallocate(block, old, new);
        }
        if footprint(old) == footprint(new) && !cfg!(feature = "gc-stress") {
            return block;
        }
        let moved = self.allocate(memory, new);
        if !moved.is_null() {
            moved.copy_from_nonoverlapping(block, old.min(new));
            self.free(memory, block, old);
        }
        moved
    }

    #[cold]
    #[inline(never)]
    unsafe fn new_page(&mut self, memory: &mut Memory, class: usize) -> *mut Page {
        let page = memory.take_page();
        if !page.is_null() {
            Page::divide(page, class);
            self.link(page);
        }
        page
    }

    /// Gives back a page without blocks, unless it is the only one with free cells.
    #[cold]
    #[inline(never)]
    unsafe fn retire(&mut self, memory: &mut Memory, page: *mut Page) {
        if !(*page).next.is_null() || !(*page).previous.is_null() {
            self.unlink(page);
            memory.give_back_page(page);
        }
    }

    /// Whether the cells of all pages that have free ones are accounted for.
    pub(super) unsafe fn verify_pages(&self) -> Result<(), String> {
        for (class, &first) in self.classes.iter().enumerate() {
            let mut page = first;
            while !page.is_null() {
                let free = Page::count(page, (*page).free)?;
                if (*page).class as usize != class || free == 0 {
                    return Err(format!("page of blocks {page:p} is in the wrong list"));
                }
                if free + (*page).used as usize != Page::capacity(page) {
                    return Err(format!("page of blocks {page:p} has lost cells"));
                }
                page = (*page).next;
            }
        }
        Ok(())
    }

    unsafe fn link(&mut self, page: *mut Page) {
        let first = self.classes.get_unchecked_mut((*page).class as usize);
        (*page).previous = null_mut();
        (*page).next = *first;
        if !(*first).is_null() {
            (**first).previous = page;
        }
        *first = page;
    }

    unsafe fn unlink(&mut self, page: *mut Page) {
        let (previous, next) = ((*page).previous, (*page).next);
        if previous.is_null() {
            *self.classes.get_unchecked_mut((*page).class as usize) = next;
        } else {
            (*previous).next = next;
        }
        if !next.is_null() {
            (*next).previous = previous;
        }
    }
}
