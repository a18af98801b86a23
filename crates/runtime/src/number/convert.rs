//! Values to integers, floats and text.

use super::format::{self, Text};
use super::parse::parse_number;
use crate::string;
use crate::value::{Value, tag};

/// What to do with a float between two integers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Rounding {
    /// Refuse it.
    Exact,
    /// Take the integer below.
    Floor,
    /// Take the integer above.
    Ceil,
}

/// The float as an integer, if it has an integral value that fits (after the rounding).
#[inline(always)]
pub(crate) fn float_to_integer(x: f64, rounding: Rounding) -> Option<i64> {
    let x = match rounding {
        Rounding::Exact => x,
        Rounding::Floor => x.floor(),
        Rounding::Ceil => x.ceil(),
    };
    // The cast saturates; the greatest integer is no float, so it only comes from there.
    let integer = x as i64;
    (integer as f64 == x && integer != i64::MAX).then_some(integer)
}

/// The number that a number is or that a string denotes.
unsafe fn to_number(v: Value) -> Option<Value> {
    match v.tag {
        tag::INTEGER | tag::FLOAT => Some(v),
        tag::SHORT_STRING | tag::LONG_STRING => parse_number(string::bytes(v.as_string())),
        _ => None,
    }
}

/// A number, or a string that denotes one, as a float.
#[inline]
pub(crate) unsafe fn to_float(v: Value) -> Option<f64> {
    if v.is_float() {
        return Some(v.as_float());
    }
    let v = to_number(v)?;
    Some(if v.is_integer() {
        v.as_integer() as f64
    } else {
        v.as_float()
    })
}

/// A number, or a string that denotes one, as an integer.
#[inline]
pub(crate) unsafe fn to_integer(v: Value, rounding: Rounding) -> Option<i64> {
    if v.is_integer() {
        return Some(v.as_integer());
    }
    let v = to_number(v)?;
    if v.is_integer() {
        Some(v.as_integer())
    } else {
        float_to_integer(v.as_float(), rounding)
    }
}

/// Where [`to_bytes`] writes.
pub(crate) struct Buffer(Text);

impl Buffer {
    pub(crate) fn new() -> Buffer {
        Buffer(Text::new())
    }
}

/// The significant digits of a float as `tostring` prints it.
const PRINTED_DIGITS: usize = 14;

/// A number as `tostring` prints it.
pub(crate) fn to_bytes(v: Value, buffer: &mut Buffer) -> &[u8] {
    debug_assert!(v.is_number());
    let text = &mut buffer.0;
    text.clear();
    if v.is_integer() {
        format::put_integer(text, v.as_integer());
        return text;
    }
    let x = v.as_float();
    if x.is_sign_negative() {
        text.push(b'-');
    }
    if !x.is_finite() {
        text.extend_from_slice(format::non_finite(x));
        return text;
    }
    format::put_general(text, x.abs(), PRINTED_DIGITS, false, b'e');
    if text.iter().all(|c| matches!(c, b'-' | b'0'..=b'9')) {
        text.extend_from_slice(b".0"); // it must not read back as an integer
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_to_integers() {
        use Rounding::*;
        let two_63 = 9223372036854775808.0;
        for (x, rounding, integer) in [
            (3.0, Exact, Some(3)),
            (3.5, Exact, None),
            (3.5, Floor, Some(3)),
            (3.5, Ceil, Some(4)),
            (-3.5, Floor, Some(-4)),
            (-3.5, Ceil, Some(-3)),
            (-0.5, Ceil, Some(0)),
            (two_63, Exact, None),
            (two_63, Floor, None),
            (-two_63, Exact, Some(i64::MIN)),
            (-1e300, Ceil, None),
            (9223372036854774784.0, Exact, Some(9223372036854774784)),
            (f64::NAN, Exact, None),
            (f64::INFINITY, Floor, None),
        ] {
            assert_eq!(float_to_integer(x, rounding), integer, "{x} {rounding:?}");
        }
    }

    #[test]
    fn numbers_as_tostring_prints_them() {
        let mut buffer = Buffer::new();
        for (v, text) in [
            (Value::integer(i64::MIN), "-9223372036854775808"),
            (Value::integer(0), "0"),
            (Value::float(0.0), "0.0"),
            (Value::float(-0.0), "-0.0"),
            (Value::float(3.0), "3.0"),
            (Value::float(0.1), "0.1"),
            (Value::float(1e14), "1e+14"),
            (Value::float(99999999999999.0), "99999999999999.0"),
            (Value::float(999999999999999.0), "1e+15"),
            (Value::float(1e-5), "1e-05"),
            (Value::float(-1.5e300), "-1.5e+300"),
            (Value::float(1.0 / 3.0), "0.33333333333333"),
            (Value::float(f64::INFINITY), "inf"),
            (Value::float(-f64::INFINITY), "-inf"),
            (Value::float(f64::NAN.copysign(1.0)), "nan"),
            (Value::float(f64::NAN.copysign(-1.0)), "-nan"),
        ] {
            assert_eq!(to_bytes(v, &mut buffer), text.as_bytes());
        }
    }
}
