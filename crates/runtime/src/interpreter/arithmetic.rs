//! Arithmetic on values, outside of the loop's fast paths.

use crate::debug;
use crate::metamethod::{self, Event};
use crate::number;
use crate::thread::Thread;
use crate::throw::LuaResult;
use crate::value::Value;

/// The operators of `lua_arith`, in its numbering.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum ArithmeticOp {
    /// `a + b`
    Add,
    /// `a - b`
    Sub,
    /// `a * b`
    Mul,
    /// `a % b`
    Mod,
    /// `a ^ b`
    Pow,
    /// `a / b`
    Div,
    /// `a // b`
    IDiv,
    /// `a & b`
    BAnd,
    /// `a | b`
    BOr,
    /// `a ~ b`
    BXor,
    /// `a << b`
    Shl,
    /// `a >> b`
    Shr,
    /// `-a`
    Unm,
    /// `~a`
    BNot,
}

impl ArithmeticOp {
    const EVENTS: [Event; 14] = [
        Event::Add,
        Event::Sub,
        Event::Mul,
        Event::Mod,
        Event::Pow,
        Event::Div,
        Event::IDiv,
        Event::BAnd,
        Event::BOr,
        Event::BXor,
        Event::Shl,
        Event::Shr,
        Event::Unm,
        Event::BNot,
    ];

    /// The metamethod event of the operator.
    pub(crate) fn event(self) -> Event {
        Self::EVENTS[self as usize]
    }
}

/// `m // n`, rounded to minus infinity; `None` for a zero divisor.
#[inline]
pub(crate) fn integer_divide(m: i64, n: i64) -> Option<i64> {
    if m >= 0 && n > 0 {
        return Some((m as u64 / n as u64) as i64);
    }
    if (n as u64).wrapping_add(1) <= 1 {
        return if n == 0 { None } else { Some(m.wrapping_neg()) };
    }
    let quotient = m / n;
    Some(if (m ^ n) < 0 && m % n != 0 {
        quotient - 1
    } else {
        quotient
    })
}

/// `m % n` with the sign of `n`; `None` for a zero divisor.
#[inline]
pub(crate) fn integer_modulo(m: i64, n: i64) -> Option<i64> {
    if m >= 0 && n > 0 {
        // No correction, which would lengthen the chain of dependent instructions.
        return Some((m as u64 % n as u64) as i64);
    }
    if (n as u64).wrapping_add(1) <= 1 {
        return if n == 0 { None } else { Some(0) };
    }
    let remainder = m % n;
    Some(if remainder != 0 && (remainder ^ n) < 0 {
        remainder + n
    } else {
        remainder
    })
}

/// `m % n` for floats, with the sign of `n`.
#[inline]
pub(crate) fn float_modulo(m: f64, n: f64) -> f64 {
    let remainder = m % n;
    // Not by the sign of their product, which may be too small for a float.
    if (remainder > 0.0 && n < 0.0) || (remainder < 0.0 && n > 0.0) {
        remainder + n
    } else {
        remainder
    }
}

/// `x << y`; a negative `y` shifts right, 64 and more give 0.
#[inline]
pub(crate) fn shift_left(x: i64, y: i64) -> i64 {
    if y <= -64 || y >= 64 {
        0
    } else if y < 0 {
        (x as u64 >> -y) as i64
    } else {
        ((x as u64) << y) as i64
    }
}

/// `x >> y`; a negative `y` shifts left.
#[inline]
pub(crate) fn shift_right(x: i64, y: i64) -> i64 {
    shift_left(x, y.checked_neg().unwrap_or(i64::MAX))
}

/// `m // n` for floats.
#[inline]
pub(crate) fn float_floor_divide(m: f64, n: f64) -> f64 {
    (m / n).floor()
}

/// `x ^ y`, with the square done as a product.
#[inline]
pub(crate) fn power(x: f64, y: f64) -> f64 {
    if y == 2.0 { x * x } else { x.powf(y) }
}

/// A number as a float.
#[inline(always)]
pub(super) unsafe fn float_of(v: *const Value) -> Option<f64> {
    if (*v).is_float() {
        Some((*v).as_float())
    } else if (*v).is_integer() {
        Some((*v).as_integer() as f64)
    } else {
        None
    }
}

/// A number with an integer value as an integer.
#[inline(always)]
pub(super) unsafe fn integer_of(v: *const Value) -> Option<i64> {
    if (*v).is_integer() {
        Some((*v).as_integer())
    } else if (*v).is_float() {
        number::float_to_integer((*v).as_float(), number::Rounding::Exact)
    } else {
        None
    }
}

/// The result of an operation on numbers; `Ok(None)` where an operand is no (fitting) number and a metamethod has
/// to decide. Raises only for division of an integer by zero.
pub(crate) unsafe fn raw_arithmetic(
    l: *mut Thread,
    op: ArithmeticOp,
    a: *const Value,
    b: *const Value,
) -> LuaResult<Option<Value>> {
    use ArithmeticOp::*;
    if matches!(op, BAnd | BOr | BXor | Shl | Shr | BNot) {
        let (Some(x), Some(y)) = (integer_of(a), integer_of(b)) else {
            return Ok(None);
        };
        return Ok(Some(Value::integer(match op {
            BAnd => x & y,
            BOr => x | y,
            BXor => x ^ y,
            Shl => shift_left(x, y),
            Shr => shift_right(x, y),
            _ => !x,
        })));
    }
    if !matches!(op, Div | Pow) && (*a).is_integer() && (*b).is_integer() {
        let (x, y) = ((*a).as_integer(), (*b).as_integer());
        return Ok(Some(Value::integer(match op {
            Add => x.wrapping_add(y),
            Sub => x.wrapping_sub(y),
            Mul => x.wrapping_mul(y),
            Mod => match integer_modulo(x, y) {
                Some(remainder) => remainder,
                None => return Err(debug::run_error(l, format_args!("attempt to perform 'n%0'"))),
            },
            IDiv => match integer_divide(x, y) {
                Some(quotient) => quotient,
                None => return Err(debug::run_error(l, format_args!("attempt to divide by zero"))),
            },
            _ => x.wrapping_neg(),
        })));
    }
    let (Some(x), Some(y)) = (float_of(a), float_of(b)) else {
        return Ok(None);
    };
    Ok(Some(Value::float(match op {
        Add => x + y,
        Sub => x - y,
        Mul => x * y,
        Mod => float_modulo(x, y),
        Pow => power(x, y),
        Div => x / y,
        IDiv => float_floor_divide(x, y),
        _ => -x,
    })))
}

/// The operation with metamethods; the result goes to the stack slot `result`.
pub(crate) unsafe fn arithmetic(
    l: *mut Thread,
    op: ArithmeticOp,
    a: *const Value,
    b: *const Value,
    result: *mut Value,
) -> LuaResult {
    match raw_arithmetic(l, op, a, b)? {
        Some(v) => {
            Value::set(result, v);
            Ok(())
        }
        None => metamethod::try_binary(l, a, b, result, op.event()),
    }
}
