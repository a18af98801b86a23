//! The one door to the system's allocator.

use std::alloc::{self, Layout};

/// Of every block that the system gives.
const ALIGNMENT: usize = 8;

/// A layout, if there can be a block of the size at all.
fn layout(size: usize) -> Option<Layout> {
    Layout::from_size_align(size, ALIGNMENT).ok()
}

/// A block of `size` bytes, which are not 0; null without memory.
pub(super) unsafe fn allocate(size: usize) -> *mut u8 {
    match layout(size) {
        Some(layout) => alloc::alloc(layout),
        None => core::ptr::null_mut(),
    }
}

/// Moves a block to one of `new` bytes, which are not 0; null without memory, and then nothing has happened.
pub(super) unsafe fn reallocate(block: *mut u8, old: usize, new: usize) -> *mut u8 {
    match (layout(old), layout(new)) {
        #[cfg(feature = "gc-stress")]
        (Some(_), Some(_)) => {
            // It moves, always.
            let moved = allocate(new);
            if !moved.is_null() {
                moved.copy_from_nonoverlapping(block, old.min(new));
                free(block, old);
            }
            moved
        }
        #[cfg(not(feature = "gc-stress"))]
        (Some(layout), Some(_)) => alloc::realloc(block, layout, new),
        _ => core::ptr::null_mut(),
    }
}

/// Gives back a block.
pub(super) unsafe fn free(block: *mut u8, size: usize) {
    #[cfg(feature = "gc-stress")]
    super::stress::poison(block, size);
    // SAFETY: a block of this size exists, so its layout does.
    alloc::dealloc(block, layout(size).unwrap_unchecked());
}
