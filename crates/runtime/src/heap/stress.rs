//! The stress build (feature `gc-stress`): the collector runs wherever it may, stacks move whenever they can, freed
//! memory is poisoned, and the heap is verified now and then. It finds what an ordinary run finds once in a thousand.
//!
//! A point is an allocation or a look at the collector. Each gives credit, in bytes, and a collection costs what the
//! heap holds: small heaps are collected at every point, large ones in turn. The kinds of collection take turns too, as
//! each finds other mistakes: emergencies at any allocation find objects that nothing refers to yet, full and minor
//! collections find missing roots, small steps between writes find missing barriers. `MQ_GC_STRESS` sets the credit
//! of a point.

use super::{Heap, Mode, Phase, cycle, generational, incremental, verify};
use crate::calls;
use crate::thread::Thread;

const DEFAULT_CREDIT: usize = 32 * 1024;
/// Points until another kind takes its turn.
const TURN: u32 = 64;
/// What verifying costs, in collections.
const VERIFY_COST: usize = 64;

/// What freed memory, and memory not written yet, is full of.
const POISON: u8 = 0xDB;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Emergency,
    Whole,
    Steps,
}

pub(super) struct Stress {
    credit_per_point: usize,
    credit: usize,
    credit_for_verifying: usize,
    kind: Kind,
    turn: u32,
    steps: u32,
}

impl Stress {
    pub(super) fn new() -> Stress {
        let credit = std::env::var("MQ_GC_STRESS")
            .ok()
            .and_then(|credit| credit.parse().ok());
        Stress {
            credit_per_point: credit.unwrap_or(DEFAULT_CREDIT),
            credit: 0,
            credit_for_verifying: 0,
            kind: Kind::Emergency,
            turn: 0,
            steps: 0,
        }
    }

    /// Passes a point, an allocation or a look at the collector: the kind of collection whose turn it is, if it is
    /// possible there and the credit is enough for one.
    fn pass(&mut self, is_allocation: bool, bytes: usize) -> Option<Kind> {
        self.turn += 1;
        if self.turn == TURN {
            self.turn = 0;
            self.kind = match self.kind {
                Kind::Emergency => Kind::Whole,
                Kind::Whole => Kind::Steps,
                Kind::Steps => Kind::Emergency,
            };
        }
        self.credit += self.credit_per_point;
        if self.credit < bytes || is_allocation != (self.kind == Kind::Emergency) {
            return None;
        }
        self.credit = 0;
        Some(self.kind)
    }
}

/// At an allocation that may have to collect.
pub(super) unsafe fn at_allocation(l: *mut Thread) {
    let heap = &raw mut (*(*l).global).heap;
    if (*heap).collecting || (*heap).stopped {
        return;
    }
    if (*heap).stress.pass(true, (*heap).bytes).is_some() {
        cycle::full_collect(l, true);
        verify_now_and_then(l);
    }
}

/// Where a step may be done.
pub(super) unsafe fn at_check(l: *mut Thread) {
    let heap = &raw mut (*(*l).global).heap;
    match (*heap).stress.pass(false, (*heap).bytes) {
        Some(Kind::Whole) if (*heap).mode == Mode::Generational => {
            (*heap).set_debt(0);
            generational::step(l);
        }
        Some(Kind::Whole) => cycle::full_collect(l, false),
        Some(Kind::Steps) => small_steps(l),
        _ => {}
    }
    verify_now_and_then(l);
    calls::shrink_stack(l);
}

/// A few steps of an incremental cycle, more each time up to a limit.
unsafe fn small_steps(l: *mut Thread) {
    let heap = &raw mut (*(*l).global).heap;
    if (*heap).is_in_generational_mode() {
        return;
    }
    // Steps are cheap: there can be some at every point.
    (*heap).stress.credit = (*heap).bytes;
    (*heap).stress.steps = ((*heap).stress.steps + 7) % 64;
    for _ in 0..=(*heap).stress.steps {
        cycle::single_step(l);
        if (*heap).phase == Phase::Pause {
            incremental::set_pause((*l).global);
            return;
        }
    }
}

unsafe fn verify_now_and_then(l: *mut Thread) {
    let heap: *mut Heap = &raw mut (*(*l).global).heap;
    (*heap).stress.credit_for_verifying += (*heap).stress.credit_per_point;
    if (*heap).stress.credit_for_verifying >= VERIFY_COST * (*heap).bytes {
        (*heap).stress.credit_for_verifying = 0;
        if let Err(fault) = verify((*l).global, false) {
            panic!("the heap is damaged: {fault}");
        }
    }
}

/// Makes memory useless that nothing may read.
pub(super) unsafe fn poison(block: *mut u8, size: usize) {
    block.write_bytes(POISON, size);
}
