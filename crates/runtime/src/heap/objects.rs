//! Objects: where they live, and how a sweep visits them.
//!
//! Small ones are cells of pages. A class hands out the free cells of one page at a time: popping one is the fast path
//! of allocation. Every page of a class is in one of four lists: it may have young objects or has old ones alone, and
//! it has free cells to hand out or not. A sweep takes the lists apart and puts each page where it belongs then, with
//! the list of its free cells made anew.
//!
//! In incremental mode "young" pages are those that handed out cells since they were swept. In generational mode a
//! minor collection has to look at young pages alone, as all that it can free lies there.

use super::memory::Memory;
use super::page::{self, CLASSES, FreeCell, MAX_CELL, Page};
use super::{GcHeader, Mode, age};
use core::ptr::null_mut;

/// An object too large for pages.
#[repr(C)]
struct Large {
    next: *mut Large,
    /// Of the whole block.
    size: usize,
}

impl Large {
    unsafe fn object(this: *mut Large) -> *mut GcHeader {
        this.add(1).cast()
    }
}

/// What becomes of an object in a sweep.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its memory is free.
    Dead,
    /// The next minor collection need not look at it.
    Old,
    /// The next minor collection has to look at it.
    Young,
    /// So it has, and to mark from it.
    Old1,
}

/// Objects that a sweep visits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    All,
    Young,
}

const OLD: usize = 0;
const YOUNG: usize = 1;
const FULL: usize = 0;
const WITH_ROOM: usize = 1;

/// Lists of pages: by what lives there, and whether they have free cells.
type PageLists = [[*mut Page; 2]; 2];

struct Class {
    /// Free cells, handed out next.
    free: *mut FreeCell,
    pages: PageLists,
    /// Pages that the sweep going on has yet to visit.
    unswept: PageLists,
}

/// All objects.
pub(super) struct Objects {
    classes: [Class; CLASSES],
    /// Old and young ones.
    large: [*mut Large; 2],
    unswept_large: [*mut Large; 2],
    /// The classes before this one are swept.
    swept_classes: usize,
}

/// What an object of `size` bytes takes.
pub(super) const fn footprint(size: usize) -> usize {
    if size > MAX_CELL {
        size + size_of::<Large>()
    } else {
        page::cell_size(page::class_of(size))
    }
}

impl Objects {
    pub(super) fn new() -> Objects {
        Objects {
            classes: [const {
                Class {
                    free: null_mut(),
                    pages: [[null_mut(); 2]; 2],
                    unswept: [[null_mut(); 2]; 2],
                }
            }; CLASSES],
            large: [null_mut(); 2],
            unswept_large: [null_mut(); 2],
            swept_classes: CLASSES,
        }
    }

    /// Whether a cell for `size` bytes is at hand.
    #[inline(always)]
    pub(super) unsafe fn has_free(&self, size: usize) -> bool {
        size <= MAX_CELL && !self.classes.get_unchecked(page::class_of(size)).free.is_null()
    }

    /// A cell for `size` bytes; there is one at hand.
    #[inline(always)]
    pub(super) unsafe fn pop(&mut self, size: usize) -> *mut GcHeader {
        let class = self.classes.get_unchecked_mut(page::class_of(size));
        let cell = class.free;
        class.free = (*cell).next;
        cell.cast()
    }

    /// An object of `size` bytes; null without memory.
    pub(super) unsafe fn allocate(&mut self, memory: &mut Memory, size: usize) -> *mut GcHeader {
        if size > MAX_CELL {
            return self.allocate_large(memory, size);
        }
        if !self.has_free(size) && !self.refill(memory, page::class_of(size)) {
            return null_mut();
        }
        self.pop(size)
    }

    unsafe fn allocate_large(&mut self, memory: &mut Memory, size: usize) -> *mut GcHeader {
        let size = footprint(size);
        let large = memory.allocate(size).cast::<Large>();
        if large.is_null() {
            return null_mut();
        }
        large.write(Large {
            next: self.large[YOUNG],
            size,
        });
        self.large[YOUNG] = large;
        Large::object(large)
    }

    /// Hands out the free cells of another page of a class; `false` without memory.
    unsafe fn refill(&mut self, memory: &mut Memory, class: usize) -> bool {
        let lists = &mut self.classes[class].pages;
        let mut page = pop_page(&mut lists[YOUNG][WITH_ROOM]);
        if page.is_null() {
            page = pop_page(&mut lists[OLD][WITH_ROOM]);
        }
        if page.is_null() {
            page = memory.take_page();
            if page.is_null() {
                return false;
            }
            Page::divide(page, class);
        }
        push_page(&mut lists[YOUNG][FULL], page);
        self.classes[class].free = core::mem::replace(&mut (*page).free, null_mut());
        true
    }

    /// Begins a sweep.
    pub(super) fn begin_sweep(&mut self, part: Part) {
        self.swept_classes = 0;
        for class in &mut self.classes {
            // All of these cells lie in young pages.
            class.free = null_mut();
            for ages in [OLD, YOUNG] {
                if ages == YOUNG || part == Part::All {
                    class.unswept[ages] = core::mem::replace(&mut class.pages[ages], [null_mut(); 2]);
                }
            }
        }
        for ages in [OLD, YOUNG] {
            if ages == YOUNG || part == Part::All {
                self.unswept_large[ages] = core::mem::replace(&mut self.large[ages], null_mut());
            }
        }
    }

    /// Sweeps one page, or one large object: `decide` gives each object its fate, and frees what a dead one owns.
    /// Returns how many cells were visited and the bytes freed; `None` at the end.
    pub(super) unsafe fn sweep_some(
        this: *mut Objects,
        memory: *mut Memory,
        decide: impl FnMut(*mut GcHeader) -> Fate,
    ) -> Option<(usize, usize)> {
        while (*this).swept_classes < CLASSES {
            let class = &raw mut (*this).classes[(*this).swept_classes];
            for list in (*class).unswept.as_flattened_mut() {
                let page = pop_page(list);
                if !page.is_null() {
                    return Some(sweep_page(&raw mut (*class).pages, memory, page, decide));
                }
            }
            (*this).swept_classes += 1;
        }
        for ages in [OLD, YOUNG] {
            let large = (*this).unswept_large[ages];
            if !large.is_null() {
                (*this).unswept_large[ages] = (*large).next;
                return Some((1, Objects::sweep_large(this, memory, large, decide)));
            }
        }
        None
    }

    unsafe fn sweep_large(
        this: *mut Objects,
        memory: *mut Memory,
        large: *mut Large,
        mut decide: impl FnMut(*mut GcHeader) -> Fate,
    ) -> usize {
        let fate = decide(Large::object(large));
        if fate == Fate::Dead {
            let size = (*large).size;
            (*memory).free(large.cast(), size);
            return size;
        }
        let list = &mut (*this).large[if fate == Fate::Old { OLD } else { YOUNG }];
        (*large).next = *list;
        *list = large;
        0
    }

    /// Calls `visit` with every object of the pages that have some of the age `OLD1`, and with every large one that
    /// is not old.
    pub(super) unsafe fn for_each_beside_old1(this: *const Objects, mut visit: impl FnMut(*mut GcHeader)) {
        for class in &(*this).classes {
            for mut page in class.pages[YOUNG] {
                while !page.is_null() {
                    if (*page).has_old1 {
                        (*page).has_old1 = false;
                        visit_page(page, &mut visit);
                    }
                    page = (*page).next;
                }
            }
        }
        let mut large = (*this).large[YOUNG];
        while !large.is_null() {
            visit(Large::object(large));
            large = (*large).next;
        }
    }

    /// Calls `visit` with every object and the bytes that it takes.
    pub(super) unsafe fn for_each(this: *const Objects, mut visit: impl FnMut(*mut GcHeader, usize)) {
        for (index, class) in (*this).classes.iter().enumerate() {
            let size = page::cell_size(index);
            for lists in [&class.pages, &class.unswept] {
                for &list in lists.as_flattened() {
                    let mut page = list;
                    while !page.is_null() {
                        visit_page(page, &mut |object| visit(object, size));
                        page = (*page).next;
                    }
                }
            }
        }
        for list in (*this).large.into_iter().chain((*this).unswept_large) {
            let mut large = list;
            while !large.is_null() {
                visit(Large::object(large), (*large).size);
                large = (*large).next;
            }
        }
    }

    /// Whether each page is in the list where it belongs, with all its free cells.
    pub(super) unsafe fn verify_pages(&self, mode: Mode) -> Result<(), String> {
        for (index, class) in self.classes.iter().enumerate() {
            // Cells at hand lie in young pages that are in the list of full ones.
            let mut at_hand = 0usize;
            let mut cell = class.free;
            while !cell.is_null() {
                at_hand += 1;
                cell = (*cell).next;
            }
            for ages in [OLD, YOUNG] {
                for room in [FULL, WITH_ROOM] {
                    let mut page = class.pages[ages][room];
                    while !page.is_null() {
                        let free = Page::cells(page).filter(|&cell| (*cell).tag == 0).count();
                        let listed = Page::count(page, (*page).free)?;
                        if (*page).class as usize != index || (room == WITH_ROOM) != (listed > 0) {
                            return Err(format!("page of objects {page:p} is in the wrong list"));
                        }
                        if ages == YOUNG && room == FULL {
                            at_hand = at_hand.wrapping_sub(free);
                        } else if free != listed {
                            return Err(format!("page of objects {page:p} has lost cells"));
                        }
                        if ages == OLD && mode == Mode::Generational {
                            verify_all_old(page)?;
                        }
                        page = (*page).next;
                    }
                }
            }
            if at_hand != 0 {
                return Err(format!(
                    "cells of class {index} at hand are not those of its pages"
                ));
            }
        }
        Ok(())
    }

    /// Frees all large objects; the pages go with their chunks.
    pub(super) unsafe fn free_all(&mut self, memory: &mut Memory) {
        for list in self.large.iter().chain(&self.unswept_large) {
            let mut large = *list;
            while !large.is_null() {
                let next = (*large).next;
                memory.free(large.cast(), (*large).size);
                large = next;
            }
        }
    }
}

/// Sweeps a page, and puts it in the list where it belongs then, or gives it back if nothing lives there any more.
#[inline(always)]
unsafe fn sweep_page(
    lists: *mut PageLists,
    memory: *mut Memory,
    page: *mut Page,
    mut decide: impl FnMut(*mut GcHeader) -> Fate,
) -> (usize, usize) {
    let mut list: *mut FreeCell = null_mut();
    let (mut free, mut freed) = (0, 0);
    let (mut young, mut old1) = (false, false);
    for cell in Page::cells(page) {
        if (*cell).tag != 0 {
            match decide(cell) {
                Fate::Old => continue,
                Fate::Young => {
                    young = true;
                    continue;
                }
                Fate::Old1 => {
                    old1 = true;
                    continue;
                }
                Fate::Dead => freed += 1,
            }
        }
        free += 1;
        Page::push(&mut list, cell);
    }
    let capacity = Page::capacity(page);
    if free == capacity {
        (*memory).give_back_page(page);
    } else {
        (*page).free = list;
        (*page).has_old1 = old1;
        let lists = &mut (*lists)[if young || old1 { YOUNG } else { OLD }];
        push_page(&mut lists[if list.is_null() { FULL } else { WITH_ROOM }], page);
    }
    (capacity, freed * page::cell_size((*page).class as usize))
}

unsafe fn visit_page(page: *mut Page, visit: &mut impl FnMut(*mut GcHeader)) {
    for cell in Page::cells(page) {
        if (*cell).tag != 0 {
            visit(cell);
        }
    }
}

unsafe fn verify_all_old(page: *mut Page) -> Result<(), String> {
    let mut objects = Page::cells(page).filter(|&cell| (*cell).tag != 0);
    match objects.find(|&object| age::of(object) < age::OLD) {
        None => Ok(()),
        Some(object) => Err(format!("young object {object:p} lives in an old page")),
    }
}

unsafe fn push_page(list: &mut *mut Page, page: *mut Page) {
    (*page).next = *list;
    *list = page;
}

unsafe fn pop_page(list: &mut *mut Page) -> *mut Page {
    let page = *list;
    if !page.is_null() {
        *list = (*page).next;
    }
    page
}
