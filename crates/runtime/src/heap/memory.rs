//! Memory from the system: large blocks as they are asked for, and pages in chunks. A chunk holds many pages, each in
//! use or free.
//!
//! ```text
//!   chunk   │ … │ header │ page │ page │ page │ …      the header lies before the first boundary of pages
//! ```
//!
//! Chunks without pages in use are kept for a while, as a collector that frees pages will need them again. But before
//! a state takes more from the system than it ever did, it gives them back: what one phase of a program used for small
//! things, the next may need for large ones.

use super::page::{PAGE_SIZE, Page};
use super::system;
use core::ptr::null_mut;

/// A new chunk has a quarter of the pages that there are, within these bounds.
const MIN_PAGES: usize = 7;
const MAX_PAGES: usize = 127;

/// The header of a chunk.
#[repr(C, align(16))]
struct Chunk {
    /// In the list that the chunk is in.
    next: *mut Chunk,
    previous: *mut Chunk,
    /// What the system gave, and how much.
    block: *mut u8,
    size: usize,
    /// Pages that were used and are free again.
    free: *mut Page,
    pages: u16,
    /// Pages from here on were never used.
    fresh: u16,
    in_use: u16,
}

impl Chunk {
    unsafe fn page(this: *mut Chunk, number: u16) -> *mut Page {
        this.add(1).byte_add(number as usize * PAGE_SIZE).cast()
    }

    unsafe fn of_page(page: *mut Page) -> *mut Chunk {
        page.byte_sub((*page).number as usize * PAGE_SIZE)
            .cast::<Chunk>()
            .sub(1)
    }

    /// The list that a chunk belongs to.
    unsafe fn use_of(this: *mut Chunk) -> Use {
        if (*this).in_use == 0 {
            Use::None
        } else if (*this).in_use < (*this).pages {
            Use::Some
        } else {
            Use::All
        }
    }
}

/// How many pages of a chunk are in use.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    None,
    Some,
    All,
}

/// All memory that a state has from the system.
pub(super) struct Memory {
    /// The chunks, by their use.
    chunks: [*mut Chunk; 3],
    pages: usize,
    /// Pages of the chunks that are not in use at all.
    unused: usize,
    /// Bytes that the state has, and the most that it ever had.
    held: usize,
    most_held: usize,
}

impl Memory {
    pub(super) const fn new() -> Memory {
        Memory {
            chunks: [null_mut(); 3],
            pages: 0,
            unused: 0,
            held: 0,
            most_held: 0,
        }
    }

    /// A large block of `size` bytes; null if there is no memory.
    pub(super) unsafe fn allocate(&mut self, size: usize) -> *mut u8 {
        self.prepare_to_hold(size);
        let block = system::allocate(size);
        if !block.is_null() {
            self.count(0, size);
        }
        block
    }

    /// Moves a large block to one of `new` bytes; null if there is no memory, and then nothing has happened.
    pub(super) unsafe fn reallocate(&mut self, block: *mut u8, old: usize, new: usize) -> *mut u8 {
        self.prepare_to_hold(new.saturating_sub(old));
        let moved = system::reallocate(block, old, new);
        if !moved.is_null() {
            self.count(old, new);
        }
        moved
    }

    /// Frees a large block.
    pub(super) unsafe fn free(&mut self, block: *mut u8, size: usize) {
        system::free(block, size);
        self.count(size, 0);
    }

    /// Bytes that the state has from the system.
    #[cfg(test)]
    pub(super) fn held(&self) -> usize {
        self.held
    }

    fn count(&mut self, old: usize, new: usize) {
        self.held = self.held - old + new;
        self.most_held = self.most_held.max(self.held);
    }

    /// Gives back unused chunks if `more` bytes would be more than the state ever had.
    #[inline]
    unsafe fn prepare_to_hold(&mut self, more: usize) {
        let needed = self.held.saturating_add(more);
        if needed > self.most_held && self.unused > 0 {
            let enough = (self.unused * PAGE_SIZE).saturating_sub(needed - self.most_held);
            self.release(enough);
        }
    }

    /// A page with nothing in it; null without memory. It comes from a chunk that is in use already, if it can.
    pub(super) unsafe fn take_page(&mut self) -> *mut Page {
        let mut chunk = self.chunks[Use::Some as usize];
        if chunk.is_null() {
            chunk = self.chunks[Use::None as usize];
        }
        if chunk.is_null() {
            chunk = self.new_chunk();
        }
        if chunk.is_null() {
            return null_mut();
        }
        let page = (*chunk).free;
        if !page.is_null() {
            (*chunk).free = (*page).next;
            self.set_in_use(chunk, (*chunk).in_use + 1);
            return page;
        }
        let page = Chunk::page(chunk, (*chunk).fresh);
        (*page).number = (*chunk).fresh;
        (*chunk).fresh += 1;
        self.set_in_use(chunk, (*chunk).in_use + 1);
        page
    }

    /// Takes a page back, in which nothing is any more.
    pub(super) unsafe fn give_back_page(&mut self, page: *mut Page) {
        let chunk = Chunk::of_page(page);
        (*page).next = (*chunk).free;
        (*chunk).free = page;
        self.set_in_use(chunk, (*chunk).in_use - 1);
    }

    /// Gives unused chunks back to the system until what is left of them is no more than `keep` bytes.
    pub(super) unsafe fn release(&mut self, keep: usize) {
        while self.unused * PAGE_SIZE > keep {
            self.free_chunk(self.chunks[Use::None as usize]);
        }
    }

    /// Gives all chunks back, whatever is in them.
    pub(super) unsafe fn release_all_chunks(&mut self) {
        for list in 0..self.chunks.len() {
            while !self.chunks[list].is_null() {
                self.free_chunk(self.chunks[list]);
            }
        }
    }

    unsafe fn new_chunk(&mut self) -> *mut Chunk {
        let size = ((self.pages / 4).clamp(MIN_PAGES, MAX_PAGES) + 1) * PAGE_SIZE;
        let block = self.allocate(size);
        if block.is_null() {
            return null_mut();
        }
        let first_page = (block.addr() + size_of::<Chunk>()).next_multiple_of(PAGE_SIZE) - block.addr();
        let pages = (size - first_page) / PAGE_SIZE;
        let chunk = block.add(first_page).cast::<Chunk>().sub(1);
        chunk.write(Chunk {
            next: null_mut(),
            previous: null_mut(),
            block,
            size,
            free: null_mut(),
            pages: pages as u16,
            fresh: 0,
            in_use: 0,
        });
        self.pages += pages;
        self.unused += pages;
        self.link(chunk);
        chunk
    }

    unsafe fn free_chunk(&mut self, chunk: *mut Chunk) {
        self.unlink(chunk);
        self.pages -= (*chunk).pages as usize;
        if (*chunk).in_use == 0 {
            self.unused -= (*chunk).pages as usize;
        }
        self.free((*chunk).block, (*chunk).size);
    }

    unsafe fn set_in_use(&mut self, chunk: *mut Chunk, pages: u16) {
        let before = Chunk::use_of(chunk);
        self.unlink(chunk);
        (*chunk).in_use = pages;
        self.link(chunk);
        match (before, Chunk::use_of(chunk)) {
            (Use::None, Use::Some | Use::All) => self.unused -= (*chunk).pages as usize,
            (Use::Some | Use::All, Use::None) => self.unused += (*chunk).pages as usize,
            _ => {}
        }
    }

    unsafe fn link(&mut self, chunk: *mut Chunk) {
        let first = &mut self.chunks[Chunk::use_of(chunk) as usize];
        (*chunk).previous = null_mut();
        (*chunk).next = *first;
        if !(*first).is_null() {
            (**first).previous = chunk;
        }
        *first = chunk;
    }

    unsafe fn unlink(&mut self, chunk: *mut Chunk) {
        let (previous, next) = ((*chunk).previous, (*chunk).next);
        if previous.is_null() {
            self.chunks[Chunk::use_of(chunk) as usize] = next;
        } else {
            (*previous).next = next;
        }
        if !next.is_null() {
            (*next).previous = previous;
        }
    }
}
