//! Numerals: from the text of a token to an integer or a float.

/// The value of a numeral.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// Fits an integer, or is hexadecimal without fraction and exponent (which wraps around).
    Integer(i64),
    /// Everything else.
    Float(f64),
}

/// Decimal numerals of up to this many digits cannot overflow.
const SAFE_DIGITS: usize = 18;

/// Converts a whole numeral (without sign and blanks); `None` when it is malformed.
#[inline]
pub fn parse_numeral(text: &[u8]) -> Option<Number> {
    if text.len() <= SAFE_DIGITS
        && let Some(value) = short_decimal(text)
    {
        return Some(Number::Integer(value));
    }
    parse_long(text)
}

#[inline(always)]
fn short_decimal(text: &[u8]) -> Option<i64> {
    let mut value: i64 = 0;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + digit as i64;
    }
    Some(value)
}

#[cold]
#[inline(never)]
fn parse_long(text: &[u8]) -> Option<Number> {
    if let [b'0', b'x' | b'X', digits @ ..] = text {
        return match hexadecimal_integer(digits) {
            Some(value) => Some(Number::Integer(value)),
            None => hexadecimal_float(digits).map(Number::Float),
        };
    }
    if let Some(value) = decimal_integer(text) {
        return Some(Number::Integer(value));
    }
    // Rust's parser also takes "inf" and "nan": let only numerals through.
    if !text
        .iter()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'))
    {
        return None;
    }
    let text = std::str::from_utf8(text).ok()?;
    let value = text.parse().ok()?;
    let exponent = text.split_once(['e', 'E']);
    let huge = exponent.filter(|(_, exponent)| exponent.len() > TRUSTED_DIGITS);
    Some(Number::Float(match huge {
        Some((mantissa, exponent)) => with_huge_exponent(mantissa, decimal_exponent(exponent)),
        None => value,
    }))
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

fn decimal_integer(text: &[u8]) -> Option<i64> {
    text.iter().try_fold(0i64, |value, byte| {
        let digit = byte.is_ascii_digit().then(|| byte - b'0')?;
        value.checked_mul(10)?.checked_add(digit as i64)
    })
}

fn hexadecimal_digit(byte: u8) -> Option<u64> {
    (byte as char).to_digit(16).map(u64::from)
}

fn hexadecimal_integer(digits: &[u8]) -> Option<i64> {
    if digits.is_empty() {
        return None;
    }
    let value = digits.iter().try_fold(0u64, |value, byte| {
        Some(value.wrapping_mul(16).wrapping_add(hexadecimal_digit(*byte)?))
    })?;
    Some(value as i64)
}

/// Converts what follows `0x`, rounding once (ties to even) as C's `strtod` does.
fn hexadecimal_float(text: &[u8]) -> Option<f64> {
    let end = text
        .iter()
        .position(|byte| matches!(byte, b'p' | b'P'))
        .unwrap_or(text.len());
    let (mut mantissa, mut sticky, mut exponent) = (0u64, false, 0i64);
    let (mut any_digit, mut point) = (false, false);
    for byte in &text[..end] {
        if *byte == b'.' && !point {
            point = true;
            continue;
        }
        let digit = hexadecimal_digit(*byte)?;
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

fn binary_exponent(text: &[u8]) -> Option<i64> {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] => (false, digits),
        digits => (false, digits),
    };
    if digits.is_empty() {
        return None;
    }
    let value = digits.iter().try_fold(0i64, |value, byte| {
        let digit = byte.is_ascii_digit().then(|| byte - b'0')?;
        Some((value * 10 + digit as i64).min(1 << 40))
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
    if normal {
        // a carry out of the mantissa goes into the exponent, up to infinity
        f64::from_bits((((exponent + 1022) as u64) << 52) + rounded)
    } else {
        f64::from_bits(rounded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers() {
        for (text, value) in [
            ("0", 0),
            ("9223372036854775807", i64::MAX),
            ("00000000000000000000000000012", 12),
            ("0xffffffffffffffff", -1),
            ("0x10000000000000001", 1),
            ("0X7f", 127),
        ] {
            assert_eq!(
                parse_numeral(text.as_bytes()),
                Some(Number::Integer(value)),
                "{text}"
            );
        }
    }

    #[test]
    fn floats() {
        for (text, value) in [
            ("9223372036854775808", 9223372036854775808.0),
            ("3.", 3.0),
            (".5e1", 5.0),
            ("1e400", f64::INFINITY),
            ("1e00000000000000000000002", 100.0),
            ("1e99999999999999999999", f64::INFINITY),
            ("0e99999999999999999999", 0.0),
            ("0x.1p4", 1.0),
            ("0xA.", 10.0),
            ("0x0.0000000000001p-1022", f64::from_bits(1)),
            ("0x1p-1075", 0.0),
            ("0x1.8p-1075", f64::from_bits(1)),
            ("0x1.fffffffffffff8p0", 2.0),
            ("0x1.fffffffffffffp1023", f64::MAX),
            ("0x1.fffffffffffff8p1023", f64::INFINITY),
            ("0x0.fffffffffffff8p-1022", f64::MIN_POSITIVE),
            ("0x0p99999999999999999999", 0.0),
        ] {
            assert_eq!(
                parse_numeral(text.as_bytes()),
                Some(Number::Float(value)),
                "{text}"
            );
        }
    }

    #[test]
    fn as_many_digits_as_the_exponent_says() {
        let ones = "1".repeat(100_000);
        let zeros = "0".repeat(100_000);
        for (text, value) in [
            (format!("{ones}e-99999"), 1.111_111_111_111_111_2),
            (format!("{zeros}.{zeros}25e100001"), 2.5),
            (format!(".{zeros}{ones}E+100000"), 0.111_111_111_111_111_1),
            (format!("{ones}e-100400"), 0.0),
            (format!("{ones}e-000000002"), f64::INFINITY),
        ] {
            assert_eq!(
                parse_numeral(text.as_bytes()),
                Some(Number::Float(value)),
                "{}",
                &text[100_000..]
            );
        }
    }

    #[test]
    fn malformed() {
        for text in [
            "0x", "0x.", "0xp1", "0x1p", "0x1p+", "1e", "1e+", "1..2", "3a", "0x1.1.1", "1e5x", "0x1p1p1",
            ".",
        ] {
            assert_eq!(parse_numeral(text.as_bytes()), None, "{text}");
        }
    }
}
