//! Arithmetic and bitwise operators. Each operation that succeeds skips the op after it, which calls the metamethod.

use super::super::arithmetic as numbers;
use super::super::dispatch::{Exit, Frame};
use crate::debug;
use crate::metamethod::{self, Event};
use crate::value::Value;

#[inline(always)]
unsafe fn integer_result(f: Frame, result: i64) -> Exit {
    Value::set_integer(f.ra(), result);
    f.skip(2)
}

#[inline(always)]
unsafe fn float_result(f: Frame, result: f64) -> Exit {
    Value::set_float(f.ra(), result);
    f.skip(2)
}

/// Two numbers as floats.
#[inline(always)]
unsafe fn floats(f: &Frame, c: *const Value) -> Option<(f64, f64)> {
    Some((numbers::float_of(f.rb())?, numbers::float_of(c)?))
}

/// An operation on integers or floats.
macro_rules! arithmetic {
    ($name:ident, $with_constant:ident, |$x:ident, $y:ident| $integer:expr, $float:expr) => {
        arithmetic!(@ $name, rc, |$x, $y| $integer, $float);
        arithmetic!(@ $with_constant, kc, |$x, $y| $integer, $float);
    };
    (@ $name:ident, $second:ident, |$x:ident, $y:ident| $integer:expr, $float:expr) => {
        #[inline(always)]
        pub(in super::super) unsafe fn $name(f: Frame) -> Exit {
            let (b, c) = (f.rb(), f.$second().cast::<Value>());
            if (*b).tag == (*c).tag {
                if (*b).is_integer() {
                    let ($x, $y) = ((*b).as_integer(), (*c).as_integer());
                    return integer_result(f, $integer);
                }
                if (*b).is_float() {
                    let ($x, $y) = ((*b).as_float(), (*c).as_float());
                    return float_result(f, $float);
                }
            }
            match floats(&f, c) {
                Some(($x, $y)) => float_result(f, $float),
                None => f.next(),
            }
        }
    };
}

arithmetic!(add, add_constant, |x, y| x.wrapping_add(y), x + y);
arithmetic!(subtract, subtract_constant, |x, y| x.wrapping_sub(y), x - y);
arithmetic!(multiply, multiply_constant, |x, y| x.wrapping_mul(y), x * y);

/// A division of integers, which raises for a zero divisor, or of floats.
macro_rules! division {
    ($name:ident, $with_constant:ident, $integer:path, $float:path, $error:literal) => {
        division!(@ $name, rc, $integer, $float, $error);
        division!(@ $with_constant, kc, $integer, $float, $error);
    };
    (@ $name:ident, $second:ident, $integer:path, $float:path, $error:literal) => {
        #[inline(always)]
        pub(in super::super) unsafe fn $name(f: Frame) -> Exit {
            let (b, c) = (f.rb(), f.$second().cast::<Value>());
            if (*b).is_integer() && (*c).is_integer() {
                return match $integer((*b).as_integer(), (*c).as_integer()) {
                    Some(result) => integer_result(f, result),
                    None => f.rarely(|f| {
                        f.protect();
                        Err(debug::run_error(f.l, format_args!($error)))
                    }),
                };
            }
            f.out(|f| {
                let (b, c) = (f.rb(), f.$second().cast::<Value>());
                if let (Some(x), Some(y)) = (numbers::float_of(b), numbers::float_of(c)) {
                    return float_result(f, $float(x, y));
                }
                f.next()
            })
        }
    };
}

division!(
    modulo,
    modulo_constant,
    numbers::integer_modulo,
    numbers::float_modulo,
    "attempt to perform 'n%0'"
);
division!(
    floor_divide,
    floor_divide_constant,
    numbers::integer_divide,
    numbers::float_floor_divide,
    "attempt to divide by zero"
);

#[inline(always)]
unsafe fn quotient(f: Frame, c: *const Value) -> Exit {
    if (*f.rb()).is_float() && (*c).is_float() {
        return float_result(f, (*f.rb()).as_float() / (*c).as_float());
    }
    match floats(&f, c) {
        Some((x, y)) => float_result(f, x / y),
        None => f.next(),
    }
}

#[inline(always)]
pub(in super::super) unsafe fn divide(f: Frame) -> Exit {
    quotient(f, f.rc())
}

#[inline(always)]
pub(in super::super) unsafe fn divide_constant(f: Frame) -> Exit {
    quotient(f, f.kc().cast())
}

/// A power, which takes a call.
macro_rules! power {
    ($name:ident, $second:ident) => {
        #[inline(always)]
        pub(in super::super) unsafe fn $name(f: Frame) -> Exit {
            f.out(|f| match floats(&f, f.$second().cast()) {
                Some((x, y)) => float_result(f, numbers::power(x, y)),
                None => f.next(),
            })
        }
    };
}

power!(power, rc);
power!(power_constant, kc);

/// An operation on integers, or on floats that are integers.
macro_rules! bitwise {
    ($name:ident, $second:ident, |$x:ident, $y:ident| $integer:expr) => {
        #[inline(always)]
        pub(in super::super) unsafe fn $name(f: Frame) -> Exit {
            let (b, c) = (f.rb(), f.$second().cast::<Value>());
            if (*b).is_integer() && (*c).is_integer() {
                let ($x, $y) = ((*b).as_integer(), (*c).as_integer());
                return integer_result(f, $integer);
            }
            f.out(|f| {
                let (b, c) = (f.rb(), f.$second().cast::<Value>());
                if let (Some($x), Some($y)) = (numbers::integer_of(b), numbers::integer_of(c)) {
                    return integer_result(f, $integer);
                }
                f.next()
            })
        }
    };
}

bitwise!(and, rc, |x, y| x & y);
bitwise!(and_constant, kc, |x, y| x & y);
bitwise!(or, rc, |x, y| x | y);
bitwise!(or_constant, kc, |x, y| x | y);
bitwise!(xor, rc, |x, y| x ^ y);
bitwise!(xor_constant, kc, |x, y| x ^ y);
bitwise!(shift_left, rc, |x, y| numbers::shift_left(x, y));
bitwise!(shift_right, rc, |x, y| numbers::shift_right(x, y));

#[inline(always)]
pub(in super::super) unsafe fn add_immediate(f: Frame) -> Exit {
    let (b, c) = (f.rb(), f.op().sc());
    if (*b).is_integer() {
        return integer_result(f, (*b).as_integer().wrapping_add(c as i64));
    }
    if (*b).is_float() {
        return float_result(f, (*b).as_float() + c as f64);
    }
    f.next()
}

macro_rules! bitwise_immediate {
    ($name:ident, |$x:ident, $immediate:ident| $integer:expr) => {
        #[inline(always)]
        pub(in super::super) unsafe fn $name(f: Frame) -> Exit {
            let (b, $immediate) = (f.rb(), f.op().sc() as i64);
            if (*b).is_integer() {
                let $x = (*b).as_integer();
                return integer_result(f, $integer);
            }
            f.out(|f| {
                let (b, $immediate) = (f.rb(), f.op().sc() as i64);
                match numbers::integer_of(b) {
                    Some($x) => integer_result(f, $integer),
                    None => f.next(),
                }
            })
        }
    };
}

bitwise_immediate!(shift_right_immediate, |x, by| numbers::shift_left(x, -by));
bitwise_immediate!(shift_immediate_left, |by, x| numbers::shift_left(x, by));

#[inline(always)]
pub(in super::super) unsafe fn negate(f: Frame) -> Exit {
    let b = f.rb();
    if (*b).is_integer() {
        Value::set_integer(f.ra(), (*b).as_integer().wrapping_neg());
        return f.next();
    }
    if (*b).is_float() {
        Value::set_float(f.ra(), -(*b).as_float());
        return f.next();
    }
    f.rarely(|f| {
        f.protect();
        metamethod::try_binary(f.l, f.rb(), f.rb(), f.ra(), Event::Unm)?;
        f.reloaded().next()
    })
}

#[inline(always)]
pub(in super::super) unsafe fn not(f: Frame) -> Exit {
    let b = f.rb();
    if (*b).is_integer() {
        Value::set_integer(f.ra(), !(*b).as_integer());
        return f.next();
    }
    f.rarely(|f| {
        if let Some(x) = numbers::integer_of(f.rb()) {
            Value::set_integer(f.ra(), !x);
            return f.next();
        }
        f.protect();
        metamethod::try_binary(f.l, f.rb(), f.rb(), f.ra(), Event::BNot)?;
        f.reloaded().next()
    })
}

/// Where the operation before leaves its result.
unsafe fn result_of_operation(f: &Frame) -> *mut Value {
    f.base.byte_add((*f.pc.sub(1)).a())
}

#[inline(always)]
pub(in super::super) unsafe fn metamethod(f: Frame) -> Exit {
    f.out(|f| {
        f.protect();
        let event = Event::from_operand(f.op().c() as u32);
        metamethod::try_binary(f.l, f.ra(), f.rb(), result_of_operation(&f), event)?;
        f.reloaded().next()
    })
}

#[inline(always)]
pub(in super::super) unsafe fn metamethod_immediate(f: Frame) -> Exit {
    f.out(|f| {
        f.protect();
        let (op, result) = (f.op(), result_of_operation(&f));
        let event = Event::from_operand(op.c() as u32);
        metamethod::try_binary_integer(f.l, f.ra(), op.sb() as i64, op.k(), result, event)?;
        f.reloaded().next()
    })
}

#[inline(always)]
pub(in super::super) unsafe fn metamethod_constant(f: Frame) -> Exit {
    f.out(|f| {
        f.protect();
        let (op, result) = (f.op(), result_of_operation(&f));
        let event = Event::from_operand(op.c() as u32);
        metamethod::try_binary_flipped(f.l, f.ra(), f.kb().cast(), op.k(), result, event)?;
        f.reloaded().next()
    })
}
