//! Lists of gray objects. The links lie in the objects, so that marking needs no memory; an object is in one list at
//! most.

use super::{GcHeader, mark_bits};
use core::ptr::null_mut;

/// What an object that refers to others begins with.
#[repr(C)]
pub(crate) struct GrayLink {
    header: GcHeader,
    /// The rest of the first word is the object's own.
    own: [u8; 6],
    next: *mut GcHeader,
}

/// Where such an object has its link.
pub(crate) const LINK_OFFSET: usize = core::mem::offset_of!(GrayLink, next);

/// A list, last in first out.
pub(super) struct GrayList(*mut GcHeader);

impl GrayList {
    pub(super) const EMPTY: GrayList = GrayList(null_mut());

    /// Makes an object gray and links it.
    #[inline(always)]
    pub(super) unsafe fn push(&mut self, object: *mut GcHeader) {
        (*object).marked &= !mark_bits::COLOURS;
        *next_of(object) = self.0;
        self.0 = object;
    }

    /// Takes an object out; null if there is none.
    #[inline(always)]
    pub(super) unsafe fn pop(&mut self) -> *mut GcHeader {
        let object = self.0;
        if !object.is_null() {
            self.0 = *next_of(object);
        }
        object
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_null()
    }

    /// Takes the whole list.
    pub(super) fn take(&mut self) -> GrayList {
        core::mem::replace(self, GrayList::EMPTY)
    }

    /// The first object, null if there is none.
    pub(super) fn first(&self) -> *mut GcHeader {
        self.0
    }

    /// The objects up to `end`, which is one of the list, or null for all. The list may get others in front meanwhile.
    pub(super) unsafe fn iter(&self, end: *mut GcHeader) -> impl Iterator<Item = *mut GcHeader> {
        let mut next = self.0;
        core::iter::from_fn(move || {
            let object = next;
            if object == end {
                return None;
            }
            // SAFETY: an object in a list has a link, and stays while it is there.
            next = unsafe { *next_of(object) };
            Some(object)
        })
    }
}

unsafe fn next_of(object: *mut GcHeader) -> *mut *mut GcHeader {
    &raw mut (*object.cast::<GrayLink>()).next
}
