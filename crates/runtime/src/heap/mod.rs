//! The heap: where objects live, and the collector that frees them: incremental or generational tri-colour mark and
//! sweep.
//!
//! ```text
//! system → memory → page → objects, blocks      from the system down to cells
//! allocate                                      the way in: accounting, the limit, emergencies
//! gray, mark, weak, finalizer                   marking
//! object, sweep                                 freeing
//! cycle → incremental, generational             when, and how much at a time
//! barrier, control                              what the program does to the collector
//! verify, stress                                for tests: whether all is well, and looking for trouble
//! ```
//!
//! # An incremental cycle
//!
//! A cycle begins in `Pause` by marking the roots: registry, main thread, metatables of the basic types, names that
//! the machine itself uses, objects that wait for their finalizer, values that the host has anchored.
//! `Propagate` takes gray objects one by one and marks what they refer to. `Atomic` does in one go what must not be
//! interrupted: it marks again what changed meanwhile, lets ephemerons converge, clears weak tables, picks the
//! objects to finalize and closes the upvalues of dead threads. Then the two whites change their roles, and `Sweep`
//! walks the pages: an object of the old white is freed, any other gets the new white. `Finalize` calls pending
//! finalizers, a few at each step.
//!
//! # Generations
//!
//! In generational mode each object has an [age]. A new object that survives two minor collections is old, and from
//! then on stays black: minor collections neither traverse nor free it. They mark from the roots and from the old
//! objects that may refer to young ones: those that a barrier has touched, those that have just become old, and
//! threads. They sweep only the pages in which young objects live (see [`objects`]). When memory has grown enough in
//! spite of them, a major collection does everything anew.
//!
//! # Invariants
//!
//! 1. While marking, no black object refers to a white one. Barriers keep it so: forward (mark the child) for
//!    objects that change rarely, backward (make the parent gray again) for tables and userdata. Stacks have no
//!    barrier: a thread stays gray until `Atomic` has marked it a last time. In generational mode this holds between
//!    collections too, so no old object refers to a young one unless it is gray, or has a child that a barrier has
//!    made old.
//! 2. An object of the old white is dead once the whites have changed. Only the interner still finds it, and brings
//!    it back by giving it the new white ([`resurrect`]).
//! 3. No object moves. A cell of a page of objects is free exactly if its tag is 0.
//! 4. `bytes` counts all that the heap holds, to the byte: cells, large objects, blocks, the interner. A state that is
//!    closed has counted down to 0.
//! 5. Only [`check_gc`], [`step`] and [`full_collect`] collect, and allocation when there is no memory left, or no
//!    more allowed; then finalizers wait and stacks stay where they are.
//! 6. Marking and sweeping take no memory: gray lists are linked through the objects.

mod allocate;
mod barrier;
mod blocks;
mod control;
mod cycle;
mod finalizer;
mod generational;
mod gray;
mod incremental;
mod mark;
mod memory;
mod object;
mod objects;
mod page;
#[cfg(feature = "gc-stress")]
mod stress;
mod sweep;
mod system;
#[cfg(test)]
mod tests;
mod verify;
mod weak;

use crate::thread::Thread;
use blocks::Blocks;
use control::Parameters;
use core::ptr::null_mut;
use finalizer::Finalizers;
use gray::GrayList;
use memory::Memory;
use objects::Objects;

pub(crate) use allocate::{
    allocate, allocate_main_thread, free, has_room, memory_error, reallocate, recount, try_reallocate,
};
pub(crate) use barrier::{
    barrier, barrier_back, barrier_optional, barrier_value, breaks_invariant, resurrect,
};
pub(crate) use blocks::footprint;
pub(crate) use control::{
    change_mode, is_running, is_stopped_internally, restart, set_major_multiplier, set_minor_multiplier,
    set_pause, set_step_multiplier, set_step_size, stop, total_bytes, user_step,
};
pub(crate) use cycle::{check_gc, collect_in_emergency, full_collect, is_due, step};
pub(crate) use finalizer::{call_all_finalizers, check_finalizer};
pub(crate) use generational::enter_incremental_mode;
pub(crate) use gray::LINK_OFFSET;
pub(crate) use object::count_proto;
pub(crate) use sweep::free_all;
pub(crate) use verify::verify;

/// What every object begins with. The objects' own fields fill up the first word.
#[repr(C)]
pub(crate) struct GcHeader {
    /// Kind of object, as the tag of values that refer to it; 0 in a free cell.
    pub tag: u8,
    /// Age, colour and flags.
    pub marked: u8,
}

/// Bits of [`GcHeader::marked`] above the age. An object with none of the colours is gray.
pub(crate) mod mark_bits {
    pub const WHITE_0: u8 = 1 << 3;
    pub const WHITE_1: u8 = 1 << 4;
    pub const WHITES: u8 = WHITE_0 | WHITE_1;
    pub const BLACK: u8 = 1 << 5;
    pub const COLOURS: u8 = WHITES | BLACK;
    /// Has a finalizer that will be called.
    pub const FINALIZED: u8 = 1 << 6;
}

/// Ages of objects: the low three bits of [`GcHeader::marked`]. In incremental mode everything is new.
pub(crate) mod age {
    use super::GcHeader;

    /// Made since the last collection.
    pub const NEW: u8 = 0;
    /// Survived one collection.
    pub const SURVIVAL: u8 = 1;
    /// Made old by a forward barrier in this cycle; it may refer to new objects.
    pub const OLD0: u8 = 2;
    /// Old for the first whole cycle; it may refer to objects that have survived one.
    pub const OLD1: u8 = 3;
    /// Old, and refers to old objects only.
    pub const OLD: u8 = 4;
    /// Old, and touched by a backward barrier in this cycle.
    pub const TOUCHED1: u8 = 5;
    /// Old, and touched in the last cycle.
    pub const TOUCHED2: u8 = 6;

    pub const MASK: u8 = 7;

    #[inline(always)]
    pub(crate) unsafe fn of(object: *mut GcHeader) -> u8 {
        (*object).marked & MASK
    }
    #[inline(always)]
    pub(crate) unsafe fn set(object: *mut GcHeader, age: u8) {
        (*object).marked = (*object).marked & !MASK | age;
    }
    #[inline(always)]
    pub(crate) unsafe fn is_old(object: *mut GcHeader) -> bool {
        of(object) > SURVIVAL
    }
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

/// How the collector works.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// In small steps (manual, §2.5.1).
    Incremental,
    /// In minor collections of young objects, and now and then a major one (manual, §2.5.2).
    Generational,
}

/// All objects of a state, and the collector's work lists.
pub(crate) struct Heap {
    objects: Objects,
    blocks: Blocks,
    memory: Memory,
    /// Bytes in use.
    pub bytes: usize,
    /// A step is due when `bytes` is above this.
    threshold: isize,
    /// Bytes that the script may use; `usize::MAX` for no limit.
    pub limit: usize,
    phase: Phase,
    mode: Mode,
    current_white: u8,
    gray: GrayList,
    /// Objects to visit (again) in the atomic phase.
    gray_again: GrayList,
    /// Tables with weak values that may have to be cleared.
    weak_values: GrayList,
    /// Ephemerons with entries that may still turn out to be alive.
    ephemerons: GrayList,
    /// Tables with both weak, and ephemerons with dead keys.
    all_weak: GrayList,
    /// Threads with open upvalues that are not marked, in the atomic phase.
    unmarked_threads: *mut Thread,
    finalizers: Finalizers,
    /// Incremental mode: bytes in use after the last marking, less what was freed since. Generational mode: bytes in
    /// use after the last major collection.
    estimate: usize,
    /// Generational mode: the work that marking took in the last major collection, if that was a bad one; else 0.
    work_of_bad_collection: usize,
    parameters: Parameters,
    /// Stopped by the program.
    stopped: bool,
    /// A finalizer is running.
    finalizing: bool,
    /// The state is being closed.
    closing: bool,
    /// The collector is at work: an allocation must not start it.
    collecting: bool,
    /// The cycle is for an allocation that failed.
    emergency: bool,
    #[cfg(feature = "gc-stress")]
    stress: stress::Stress,
}

impl Heap {
    pub(crate) fn new() -> Heap {
        Heap {
            objects: Objects::new(),
            blocks: Blocks::new(),
            memory: Memory::new(),
            bytes: 0,
            threshold: 0,
            limit: usize::MAX,
            phase: Phase::Pause,
            mode: Mode::Incremental,
            current_white: mark_bits::WHITE_0,
            gray: GrayList::EMPTY,
            gray_again: GrayList::EMPTY,
            weak_values: GrayList::EMPTY,
            ephemerons: GrayList::EMPTY,
            all_weak: GrayList::EMPTY,
            unmarked_threads: null_mut(),
            finalizers: Finalizers::NONE,
            estimate: 0,
            work_of_bad_collection: 0,
            parameters: Parameters::DEFAULT,
            stopped: false,
            finalizing: false,
            closing: false,
            collecting: false,
            emergency: false,
            #[cfg(feature = "gc-stress")]
            stress: stress::Stress::new(),
        }
    }

    fn other_white(&self) -> u8 {
        self.current_white ^ mark_bits::WHITES
    }

    /// Whether black objects must not refer to white ones now.
    fn keeps_invariant(&self) -> bool {
        matches!(self.phase, Phase::Propagate | Phase::Atomic)
    }

    /// Whether steps may be done.
    fn is_running(&self) -> bool {
        !(self.stopped || self.finalizing || self.closing)
    }

    /// Whether the program has chosen generational mode, even if a bad collection has suspended it.
    fn is_in_generational_mode(&self) -> bool {
        self.mode == Mode::Generational || self.work_of_bad_collection != 0
    }

    /// Bytes allocated since a step became due; negative if none is.
    #[inline(always)]
    fn debt(&self) -> isize {
        self.bytes as isize - self.threshold
    }

    fn set_debt(&mut self, debt: isize) {
        self.threshold = (self.bytes as isize).saturating_sub(debt);
    }

    /// Forgets all gray objects.
    fn forget_gray(&mut self) {
        self.gray = GrayList::EMPTY;
        self.gray_again = GrayList::EMPTY;
        self.weak_values = GrayList::EMPTY;
        self.ephemerons = GrayList::EMPTY;
        self.all_weak = GrayList::EMPTY;
    }

    /// Gives memory back to the system that will not be needed until the next step.
    unsafe fn release_memory(&mut self) {
        self.memory.release(self.debt().min(0).unsigned_abs());
    }
}
