//! Text to number: numerals as `tonumber` and the coercion of strings take them.

use crate::value::Value;

/// Decimal numerals of up to this many digits cannot overflow.
const SAFE_DIGITS: usize = 18;

/// The number that the whole text denotes, blanks and a sign around the numeral allowed.
pub(crate) fn parse_number(text: &[u8]) -> Option<Value> {
    let text = trim(text);
    let (negative, numeral) = match text {
        [b'-', numeral @ ..] => (true, numeral),
        [b'+', numeral @ ..] => (false, numeral),
        numeral => (false, numeral),
    };
    if let [b'0', b'x' | b'X', digits @ ..] = numeral {
        return match hexadecimal_integer(digits) {
            Some(i) => Some(Value::integer(if negative { i.wrapping_neg() } else { i })),
            None => hexadecimal_float(digits).map(|x| Value::float(if negative { -x } else { x })),
        };
    }
    match decimal_integer(numeral, negative) {
        Some(i) => Some(Value::integer(i)),
        None => decimal_float(numeral).map(|x| Value::float(if negative { -x } else { x })),
    }
}

fn trim(text: &[u8]) -> &[u8] {
    let blank = |c: &u8| matches!(c, b' ' | b'\t'..=b'\r');
    let Some(start) = text.iter().position(|c| !blank(c)) else {
        return &[];
    };
    let end = text
        .iter()
        .rposition(|c| !blank(c))
        .map_or(start, |last| last + 1);
    &text[start..end]
}

/// Decimal digits as an integer, unless they overflow.
fn decimal_integer(digits: &[u8], negative: bool) -> Option<i64> {
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = |c: &u8| (c - b'0') as i64;
    if digits.len() <= SAFE_DIGITS {
        let i = digits.iter().fold(0, |i, c| i * 10 + value(c));
        return Some(if negative { -i } else { i });
    }
    // Counting down from zero reaches the least integer, too.
    let i = digits
        .iter()
        .try_fold(0i64, |i, c| i.checked_mul(10)?.checked_sub(value(c)))?;
    if negative { Some(i) } else { i.checked_neg() }
}

fn decimal_float(numeral: &[u8]) -> Option<f64> {
    // Rust's parser also takes "inf", "nan" and a second sign: let only numerals through.
    let starts_well = matches!(numeral.first(), Some(b'0'..=b'9' | b'.'));
    let only_numeral = numeral
        .iter()
        .all(|c| matches!(c, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    if !starts_well || !only_numeral {
        return None;
    }
    let numeral = core::str::from_utf8(numeral).ok()?;
    let value = numeral.parse().ok()?;
    let exponent = numeral.split_once(['e', 'E']);
    let huge = exponent.filter(|(_, exponent)| exponent.len() > TRUSTED_DIGITS);
    Some(match huge {
        Some((mantissa, exponent)) => with_huge_exponent(mantissa, decimal_exponent(exponent)),
        None => value,
    })
}

/// Digits of an exponent that Rust's parser counts in any case.
const TRUSTED_DIGITS: usize = 4;

/// A decimal numeral whose exponent Rust's parser would not count to its end, which matters when there are as many
/// digits as that: the digits that decide, behind a point, with what is then the exponent.
#[cold]
fn with_huge_exponent(mantissa: &str, exponent: i64) -> f64 {
    /// More digits than any float needs to be told from its neighbours.
    const DECIDING_DIGITS: usize = 800;
    /// Beyond, a number is zero or infinite.
    const MAX_EXPONENT: i64 = 400;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = || whole.chars().chain(fraction.chars());
    let zeros = all().take_while(|&digit| digit == '0').count();
    let mut digits: String = all().skip(zeros).take(DECIDING_DIGITS).collect();
    if all().skip(zeros + DECIDING_DIGITS).any(|digit| digit != '0') {
        digits.push('1');
    }
    let exponent = exponent + whole.len() as i64 - zeros as i64;
    if digits.is_empty() || exponent < -MAX_EXPONENT {
        0.0
    } else if exponent > MAX_EXPONENT {
        f64::INFINITY
    } else {
        format!("0.{digits}e{exponent}").parse().unwrap_or(f64::NAN)
    }
}

/// An exponent that is known to be well formed; beyond what any numeral can need it does not grow.
fn decimal_exponent(text: &str) -> i64 {
    let digits = text.trim_start_matches(['+', '-']).bytes();
    let value = digits.fold(0i64, |value, digit| {
        (value * 10 + i64::from(digit - b'0')).min(1 << 40)
    });
    if text.starts_with('-') { -value } else { value }
}

fn hexadecimal_digit(c: u8) -> Option<u64> {
    (c as char).to_digit(16).map(u64::from)
}

/// Hexadecimal digits as an integer that wraps around.
fn hexadecimal_integer(digits: &[u8]) -> Option<i64> {
    if digits.is_empty() {
        return None;
    }
    let i = digits
        .iter()
        .try_fold(0u64, |i, c| Some(i << 4 | hexadecimal_digit(*c)?))?;
    Some(i as i64)
}

/// What follows `0x`, rounded once (ties to even) as C's `strtod` does.
fn hexadecimal_float(text: &[u8]) -> Option<f64> {
    let end = text
        .iter()
        .position(|c| matches!(c, b'p' | b'P'))
        .unwrap_or(text.len());
    let (mut mantissa, mut sticky, mut exponent) = (0u64, false, 0i64);
    let (mut any_digit, mut point) = (false, false);
    for c in &text[..end] {
        if *c == b'.' && !point {
            point = true;
            continue;
        }
        let digit = hexadecimal_digit(*c)?;
        any_digit = true;
        if mantissa >> 60 == 0 {
            mantissa = mantissa << 4 | digit;
            exponent -= if point { 4 } else { 0 };
        } else {
            sticky |= digit != 0;
            exponent += if point { 0 } else { 4 };
        }
    }
    if !any_digit {
        return None;
    }
    if end < text.len() {
        exponent += binary_exponent(&text[end + 1..])?;
    }
    Some(scale(mantissa, sticky, exponent))
}

/// What follows the `p`.
fn binary_exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    if digits.is_empty() {
        return None;
    }
    let value = digits.iter().try_fold(0i64, |value, c| {
        let digit = c.is_ascii_digit().then(|| c - b'0')?;
        Some((value * 10 + digit as i64).min(1 << 40)) // far out of range, yet safe to add to
    })?;
    Some(if negative { -value } else { value })
}

/// `mantissa * 2^exponent`; `sticky` tells that lower bits of the mantissa were cut off.
fn scale(mantissa: u64, sticky: bool, exponent: i64) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let zeros = mantissa.leading_zeros() as i64;
    let mantissa = mantissa << zeros;
    let exponent = exponent - zeros + 63; // the value is 1.xxx * 2^exponent
    if exponent > 1023 {
        return f64::INFINITY;
    }
    let normal = exponent >= -1022;
    let kept_bits = if normal { 53 } else { 53 + 1022 + exponent };
    if kept_bits < 0 {
        return 0.0;
    }
    let cut = 64 - kept_bits; // 11 to 64
    let kept = if cut == 64 { 0 } else { mantissa >> cut };
    let half = (mantissa >> (cut - 1)) & 1 == 1;
    let below_half = mantissa & ((1 << (cut - 1)) - 1) != 0 || sticky;
    let rounded = kept + (half && (below_half || kept & 1 == 1)) as u64;
    // A carry out of the mantissa goes into the exponent, up to infinity.
    let base = if normal {
        ((exponent + 1022) as u64) << 52
    } else {
        0
    };
    f64::from_bits(base + rounded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers() {
        for (text, i) in [
            ("0", 0),
            (" \t\n\x0b\x0c\r-7 ", -7),
            ("+9223372036854775807", i64::MAX),
            ("-9223372036854775808", i64::MIN),
            ("00000000000000000000000000012", 12),
            ("0xffffffffffffffff", -1),
            ("-0x10000000000000001", -1),
            ("0X7f", 127),
        ] {
            let v = parse_number(text.as_bytes()).unwrap();
            assert!(v.is_integer() && v.as_integer() == i, "{text}");
        }
    }

    #[test]
    fn floats() {
        for (text, x) in [
            ("9223372036854775808", 9223372036854775808.0),
            ("-9223372036854775809", -9223372036854775808.0),
            ("3.", 3.0),
            (" -.5e1 ", -5.0),
            ("-0.0", -0.0),
            ("1e400", f64::INFINITY),
            ("0x.1p4", 1.0),
            ("-0xA.", -10.0),
            ("0x0.0000000000001p-1022", f64::from_bits(1)),
            ("0x1p-1075", 0.0),
            ("0x1.8p-1075", f64::from_bits(1)),
            ("0x1.fffffffffffff8p0", 2.0),
            ("0x1.fffffffffffffp1023", f64::MAX),
            ("0x1.fffffffffffff8p1023", f64::INFINITY),
            ("0x0.fffffffffffff8p-1022", f64::MIN_POSITIVE),
            ("0x0p99999999999999999999", 0.0),
        ] {
            let v = parse_number(text.as_bytes()).unwrap();
            assert!(v.is_float() && v.payload == x.to_bits(), "{text}");
        }
    }

    #[test]
    fn malformed() {
        for text in [
            "", " ", "-", "- 1", "--1", "+-1", "1 1", "0x", "0x.", "0xp1", "0x1p", "0x1p+", "0x-1", "1e",
            "1e+", "1..2", "3a", "0x1.1.1", "1e5x", "0x1p1p1", ".", ".e1", "e1", "inf", "-inf", "nan",
            "infinity", "1\0", "1_000",
        ] {
            assert!(parse_number(text.as_bytes()).is_none(), "{text}");
        }
    }
}
