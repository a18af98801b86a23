//! Jumps and tests. A test with `WHEN` jumps if its condition is `WHEN` and skips the jump otherwise.

use super::super::compare;
use super::super::dispatch::{Exit, Frame};
use crate::metamethod::{self, Event};
use crate::value::{Value, tag};

#[inline(always)]
pub(in super::super) unsafe fn jump(f: Frame) -> Exit {
    f.jump(f.op().wide() as isize + 1)
}

#[inline(always)]
pub(in super::super) unsafe fn jump_back(f: Frame) -> Exit {
    f.jump_back(f.op().wide() as isize + 1)
}

/// Ends a test: over the jump, or along it.
#[inline(always)]
unsafe fn branch<const WHEN: bool>(f: Frame, condition: bool) -> Exit {
    if condition == WHEN {
        f.skip(f.op().c() + 1)
    } else {
        f.skip(2)
    }
}

#[inline(always)]
pub(in super::super) unsafe fn equal<const WHEN: bool>(f: Frame) -> Exit {
    let (a, b) = (f.ra(), f.rb());
    if (*a).is_float() && (*b).is_float() {
        return branch::<WHEN>(f, (*a).as_float() == (*b).as_float());
    }
    if (*a).tag == (*b).tag && (*a).payload == (*b).payload {
        return branch::<WHEN>(f, true);
    }
    f.out(|f| {
        let (a, b) = (f.ra(), f.rb());
        f.protect();
        let condition = compare::equal(f.l, a, b)?;
        branch::<WHEN>(f.reloaded(), condition)
    })
}

#[inline(always)]
pub(in super::super) unsafe fn equal_constant<const WHEN: bool>(f: Frame) -> Exit {
    let (a, b) = (f.ra(), (*f.kb()).value());
    if (*a).tag != b.tag {
        if (*a).is_number() && b.is_number() {
            return f.out(|f| {
                let condition = compare::raw_equal(f.ra(), f.kb().cast());
                branch::<WHEN>(f, condition)
            });
        }
        return branch::<WHEN>(f, false);
    }
    match b.tag {
        tag::NIL | tag::FALSE | tag::TRUE => branch::<WHEN>(f, true),
        tag::INTEGER | tag::SHORT_STRING => branch::<WHEN>(f, (*a).payload == b.payload),
        _ => f.out(|f| {
            let condition = compare::raw_equal(f.ra(), f.kb().cast());
            branch::<WHEN>(f, condition)
        }),
    }
}

#[inline(always)]
pub(in super::super) unsafe fn equal_immediate<const WHEN: bool>(f: Frame) -> Exit {
    let a = f.ra();
    let b = f.op().sb();
    if (*a).is_integer() {
        return branch::<WHEN>(f, (*a).as_integer() == b as i64);
    }
    branch::<WHEN>(f, (*a).is_float() && (*a).as_float() == b as f64)
}

macro_rules! order {
    ($name:ident, $op:tt, $slow:path) => {
        #[inline(always)]
        pub(in super::super) unsafe fn $name<const WHEN: bool>(f: Frame) -> Exit {
            let (a, b) = (f.ra(), f.rb());
            if (*a).is_integer() && (*b).is_integer() {
                return branch::<WHEN>(f, (*a).as_integer() $op (*b).as_integer());
            }
            if (*a).is_float() && (*b).is_float() {
                return branch::<WHEN>(f, (*a).as_float() $op (*b).as_float());
            }
            f.out(|f| {
                let (a, b) = (f.ra(), f.rb());
                f.protect();
                let condition = $slow(f.l, a, b)?;
                branch::<WHEN>(f.reloaded(), condition)
            })
        }
    };
}

order!(less_than, <, compare::less_than);
order!(less_equal, <=, compare::less_equal);

macro_rules! order_immediate {
    ($name:ident, $op:tt, $inverted:literal, $event:expr) => {
        #[inline(always)]
        pub(in super::super) unsafe fn $name<const WHEN: bool>(f: Frame) -> Exit {
            let a = f.ra();
            let b = f.op().sb();
            if (*a).is_integer() {
                return branch::<WHEN>(f, (*a).as_integer() $op b as i64);
            }
            if (*a).is_float() {
                return branch::<WHEN>(f, (*a).as_float() $op b as f64);
            }
            f.rarely(|f| {
                let (a, b) = (f.ra(), f.op().sb() as i32);
                // Only the canonical instruction tells whether the program wrote a float.
                let is_float = f.instruction().c() != 0;
                f.protect();
                let condition = metamethod::call_order_immediate(f.l, a, b, $inverted, is_float, $event)?;
                branch::<WHEN>(f.reloaded(), condition)
            })
        }
    };
}

order_immediate!(less_than_immediate, <, false, Event::Lt);
order_immediate!(less_equal_immediate, <=, false, Event::Le);
order_immediate!(greater_than_immediate, >, true, Event::Lt);
order_immediate!(greater_equal_immediate, >=, true, Event::Le);

#[inline(always)]
pub(in super::super) unsafe fn test<const WHEN: bool>(f: Frame) -> Exit {
    branch::<WHEN>(f, !(*f.ra()).is_false())
}

#[inline(always)]
pub(in super::super) unsafe fn test_and_set<const WHEN: bool>(f: Frame) -> Exit {
    let b = Value::get(f.rb());
    if b.is_false() == WHEN {
        return f.skip(2);
    }
    Value::set(f.ra(), b);
    f.skip(f.op().c() + 1)
}
