//! Floats to text: the conversions `%a %e %f %g` of C's `printf`, byte for byte as glibc does them.
//!
//! A body is the text without sign and padding; it is written for `x >= 0`. Its decimal digits come from one of two
//! sources, both exact and rounding ties to even:
//!
//! * **fast**: a float is `m * 2^e` with `m < 2^53`. While `e` is not positive and `10^k` is below `2^74`, `m * 10^k`
//!   fits 128 bits, and a shift by `-e` gives `x * 10^k` together with what is cut off.
//! * **slow**: Rust's own formatting with a given precision, for everything else.

use core::ops::Deref;
use smallvec::SmallVec;

/// The flags of a conversion.
#[derive(Default, Clone, Copy, Debug)]
pub struct Flags {
    /// `-`: pad on the right.
    pub left: bool,
    /// `+`: a sign always.
    pub plus: bool,
    /// ` `: a space where a plus would be.
    pub space: bool,
    /// `#`: the point always; `%g` keeps its trailing zeros.
    pub alternate: bool,
    /// `0`: pad with zeros after the sign.
    pub zero: bool,
}

/// What stands between `%` and the letter of a conversion.
#[derive(Default, Clone, Copy, Debug)]
pub struct Specification {
    /// The flags.
    pub flags: Flags,
    /// The least length of the text.
    pub width: usize,
    /// The digits after the point; for `%g`, the significant digits.
    pub precision: Option<usize>,
}

/// A short text that does not need the allocator.
pub(super) type Text = SmallVec<[u8; 64]>;

/// The precision of `%e %f %g` where none is given.
const DEFAULT_PRECISION: usize = 6;

/// No float has more decimals, nor more significant digits: what follows are zeros.
const MAX_DECIMALS: usize = 1074;

/// `x` as converted by `conversion`, one of `aAeEfFgG`.
pub fn format_float(conversion: u8, spec: &Specification, x: f64) -> impl Deref<Target = [u8]> + use<> {
    let Specification {
        flags,
        width,
        precision,
    } = *spec;
    let upper = conversion.is_ascii_uppercase();
    let mut text = Text::new();
    match (x.is_sign_negative(), flags.plus, flags.space) {
        (true, ..) => text.push(b'-'),
        (_, true, _) => text.push(b'+'),
        (_, _, true) => text.push(b' '),
        _ => (),
    }
    let magnitude = x.abs();
    let letter = if upper { b'E' } else { b'e' };
    let decimals = precision.unwrap_or(DEFAULT_PRECISION);
    let mut prefix = text.len();
    if !x.is_finite() {
        text.extend_from_slice(non_finite(x));
    } else {
        match conversion | 0x20 {
            b'a' => {
                text.extend_from_slice(b"0x");
                prefix = text.len();
                put_hexadecimal(&mut text, magnitude, precision, flags.alternate);
            }
            b'e' => put_exponential(&mut text, magnitude, decimals, flags.alternate, letter),
            b'f' => put_fixed(&mut text, magnitude, decimals, flags.alternate),
            _ => put_general(&mut text, magnitude, decimals, flags.alternate, letter),
        }
    }
    if upper {
        text.make_ascii_uppercase();
    }
    let padding = width.saturating_sub(text.len());
    if flags.left {
        text.resize(text.len() + padding, b' ');
    } else if padding > 0 {
        let zeros = flags.zero && x.is_finite();
        let (at, fill) = if zeros { (prefix, b'0') } else { (0, b' ') };
        text.insert_many(at, core::iter::repeat_n(fill, padding));
    }
    text
}

/// An integer in decimal.
pub fn format_integer(n: i64) -> impl Deref<Target = [u8]> {
    let mut text = Text::new();
    put_integer(&mut text, n);
    text
}

pub(super) fn put_integer(text: &mut Text, n: i64) {
    if n < 0 {
        text.push(b'-');
    }
    put_decimal(text, n.unsigned_abs());
}

/// The name of an infinity or NaN, without sign.
pub(super) fn non_finite(x: f64) -> &'static [u8] {
    if x.is_nan() { b"nan" } else { b"inf" }
}

/// Appends the digits of `n`.
fn put_decimal(text: &mut Text, mut n: u64) {
    let mut digits = [0; 20];
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + (n % 10) as u8;
        n /= 10;
        if n == 0 {
            break;
        }
    }
    text.extend_from_slice(&digits[start..]);
}

fn put_zeros(text: &mut Text, count: usize) {
    text.resize(text.len() + count, b'0');
}

/// Appends the exponent of a decimal, of two digits at least.
fn put_exponent(text: &mut Text, letter: u8, exponent: i32) {
    text.push(letter);
    text.push(if exponent < 0 { b'-' } else { b'+' });
    let magnitude = exponent.unsigned_abs();
    if magnitude < 10 {
        text.push(b'0');
    }
    put_decimal(text, magnitude as u64);
}

/// `%f`
fn put_fixed(text: &mut Text, x: f64, decimals: usize, alternate: bool) {
    match scale(x, decimals).and_then(|scaled| u64::try_from(scaled.rounded()).ok()) {
        Some(n) => {
            let mut digits = Text::new();
            put_decimal(&mut digits, n);
            let fraction = digits.len().min(decimals);
            let (whole, fraction) = digits.split_at(digits.len() - fraction);
            text.extend_from_slice(if whole.is_empty() { b"0" } else { whole });
            if decimals > 0 {
                text.push(b'.');
                put_zeros(text, decimals - fraction.len());
                text.extend_from_slice(fraction);
            }
        }
        None => {
            let exact = decimals.min(MAX_DECIMALS);
            text.extend_from_slice(format!("{x:.exact$}").as_bytes());
            put_zeros(text, decimals - exact);
        }
    }
    if decimals == 0 && alternate {
        text.push(b'.');
    }
}

/// `%e`
fn put_exponential(text: &mut Text, x: f64, decimals: usize, alternate: bool, letter: u8) {
    let (digits, exponent) = significant_digits(x, decimals + 1);
    text.push(digits[0]);
    if decimals > 0 || alternate {
        text.push(b'.');
    }
    text.extend_from_slice(&digits[1..]);
    put_exponent(text, letter, exponent);
}

/// `%g`: as `%e` for a great or small exponent, else as `%f`.
pub(super) fn put_general(text: &mut Text, x: f64, precision: usize, alternate: bool, letter: u8) {
    let precision = precision.max(1);
    let (mut digits, exponent) = significant_digits(x, precision);
    if !alternate {
        let end = digits.iter().rposition(|c| *c != b'0').unwrap_or(0) + 1;
        digits.truncate(end);
    }
    let fixed = exponent >= -4 && (exponent as i64) < precision as i64;
    if alternate && exponent > 0 && exponent as usize == precision && x < 10f64.powi(exponent) {
        // Where rounding carries %#g over to the form of %e, glibc loses the zeros.
        digits.truncate(1);
    }
    if fixed && exponent < 0 {
        text.extend_from_slice(b"0.");
        put_zeros(text, (-1 - exponent) as usize);
        text.extend_from_slice(&digits);
        return;
    }
    let before_point = if fixed { exponent as usize + 1 } else { 1 };
    let (whole, fraction) = digits.split_at(before_point.min(digits.len()));
    text.extend_from_slice(whole);
    put_zeros(text, before_point - whole.len());
    if !fraction.is_empty() || alternate {
        text.push(b'.');
    }
    text.extend_from_slice(fraction);
    if !fixed {
        put_exponent(text, letter, exponent);
    }
}

/// The first `count` decimal digits, rounded, and the exponent of the first.
fn significant_digits(x: f64, count: usize) -> (Text, i32) {
    let mut digits = Text::new();
    if x == 0.0 {
        put_zeros(&mut digits, count);
        return (digits, 0);
    }
    if let Some((n, exponent)) = short_significand(x, count) {
        put_decimal(&mut digits, n);
        return (digits, exponent);
    }
    let decimals = (count - 1).min(MAX_DECIMALS);
    let exact = format!("{x:.decimals$e}");
    let (significand, exponent) = exact.split_once('e').unwrap_or((&exact, "0"));
    digits.extend(significand.bytes().filter(u8::is_ascii_digit));
    put_zeros(&mut digits, count - 1 - decimals);
    (digits, exponent.parse().unwrap_or(0))
}

/// The fast source of significant digits, as a number of exactly `count` digits.
fn short_significand(x: f64, count: usize) -> Option<(u64, i32)> {
    if count > 17 {
        return None;
    }
    let limit = POWERS_OF_10[count];
    let binary_exponent = (x.to_bits() >> 52) as i32 - 1023;
    // log10(2) is about 1233 / 4096; the estimate is right or one too low.
    let mut exponent = (binary_exponent * 1233) >> 12;
    let scale_to = |exponent: i32| scale(x, usize::try_from(count as i32 - 1 - exponent).ok()?);
    let mut scaled = scale_to(exponent)?;
    if scaled.floor >= limit {
        exponent += 1;
        scaled = scale_to(exponent)?;
    }
    if scaled.floor < limit / 10 {
        return None;
    }
    match scaled.rounded() {
        n if n == limit => Some(((limit / 10) as u64, exponent + 1)),
        n => Some((n as u64, exponent)),
    }
}

const POWERS_OF_10: [u128; 23] = {
    let mut powers = [1; 23];
    let mut i = 1;
    while i < powers.len() {
        powers[i] = powers[i - 1] * 10;
        i += 1;
    }
    powers
};

/// A product with a power of ten: its integral part, and whether what is cut off makes it round up.
struct Scaled {
    floor: u128,
    up: bool,
}

impl Scaled {
    fn rounded(&self) -> u128 {
        self.floor + self.up as u128
    }
}

/// `x * 10^power`, where the fast source can give it.
fn scale(x: f64, power: usize) -> Option<Scaled> {
    let factor = *POWERS_OF_10.get(power)?;
    if x == 0.0 {
        return Some(Scaled { floor: 0, up: false });
    }
    let biased = (x.to_bits() >> 52) as i32;
    let shift = u32::try_from(1075 - biased).ok()?;
    if biased == 0 || shift >= 127 {
        return None;
    }
    let mantissa = x.to_bits() & ((1 << 52) - 1) | 1 << 52;
    let product = mantissa as u128 * factor;
    let floor = product >> shift;
    let twice_rest = (product - (floor << shift)) << 1;
    let one = 1 << shift;
    Some(Scaled {
        floor,
        up: twice_rest > one || twice_rest == one && floor & 1 == 1,
    })
}

/// The hexadecimal digits of a mantissa after its leading bit.
const MANTISSA_DIGITS: usize = 13;

/// `%a`, without its `0x`; all digits that matter where no precision is given.
fn put_hexadecimal(text: &mut Text, x: f64, precision: Option<usize>, alternate: bool) {
    let bits = x.to_bits();
    let biased = (bits >> 52) as i32;
    let mut mantissa = bits & ((1 << 52) - 1);
    // Subnormals keep the least exponent and a leading zero.
    let exponent = match (biased, mantissa) {
        (0, 0) => 0,
        (0, _) => -1022,
        _ => biased - 1023,
    };
    if biased > 0 {
        mantissa |= 1 << 52;
    }
    if let Some(digits) = precision.filter(|digits| *digits < MANTISSA_DIGITS) {
        let cut = 4 * (MANTISSA_DIGITS - digits);
        let rest = mantissa & ((1 << cut) - 1);
        let half = 1 << (cut - 1);
        mantissa >>= cut;
        mantissa += (rest > half || rest == half && mantissa & 1 == 1) as u64;
        mantissa <<= cut;
    }
    // The leading digit becomes 2 where rounding carries into it.
    put_decimal(text, mantissa >> 52);
    let mut fraction = mantissa & ((1 << 52) - 1);
    let shown = match precision {
        Some(precision) => precision.min(MANTISSA_DIGITS),
        None if fraction == 0 => 0,
        None => MANTISSA_DIGITS - fraction.trailing_zeros() as usize / 4,
    };
    if precision.unwrap_or(shown) > 0 || alternate {
        text.push(b'.');
    }
    for _ in 0..shown {
        text.push(b"0123456789abcdef"[(fraction >> 48) as usize & 15]);
        fraction <<= 4;
    }
    put_zeros(text, precision.unwrap_or(shown) - shown);
    text.push(b'p');
    text.push(if exponent < 0 { b'-' } else { b'+' });
    put_decimal(text, exponent.unsigned_abs() as u64);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Formats by a specification as a C program writes it, without `%`.
    fn c(item: &str, x: f64) -> String {
        let (item, conversion) = item.split_at(item.len() - 1);
        let end = item.find(|c| !"-+ #0".contains(c)).unwrap_or(item.len());
        let has = |flag| item[..end].contains(flag);
        let flags = Flags {
            left: has('-'),
            plus: has('+'),
            space: has(' '),
            alternate: has('#'),
            zero: has('0'),
        };
        let (width, precision) = match item[end..].split_once('.') {
            Some((width, precision)) => (width, Some(precision.parse().unwrap_or(0))),
            None => (&item[end..], None),
        };
        let spec = Specification {
            flags,
            width: width.parse().unwrap_or(0),
            precision,
        };
        String::from_utf8(format_float(conversion.as_bytes()[0], &spec, x).to_vec()).unwrap()
    }

    #[test]
    fn decimal_conversions() {
        for (item, x, text) in [
            ("f", 1.5, "1.500000"),
            (".0f", 0.5, "0"),
            (".0f", 1.5, "2"),
            (".0f", 2.5, "2"),
            ("#.0f", 3.0, "3."),
            (".2f", 0.125, "0.12"),
            (".3f", 1e22, "10000000000000000000000.000"),
            (".20f", 0.1, "0.10000000000000000555"),
            ("e", 0.0, "0.000000e+00"),
            (".0e", 9.5, "1e+01"),
            ("#.0E", 8.5, "8.E+00"),
            (".3e", 5e-324, "4.941e-324"),
            ("g", 100000.0, "100000"),
            ("g", 1e6, "1e+06"),
            ("g", 0.0001, "0.0001"),
            ("g", 0.00001, "1e-05"),
            (".0g", 0.95, "0.9"),
            ("#g", 1.0, "1.00000"),
            ("#.3g", 0.0, "0.00"),
            ("#.2g", 99.5, "1.e+02"),
            (".14g", 99999999999999.5, "1e+14"),
            (".17g", 0.1, "0.10000000000000001"),
            (".99g", 0.5, "0.5"),
        ] {
            assert_eq!(c(item, x), text, "%{item} of {x:?}");
        }
    }

    #[test]
    fn hexadecimal_conversions() {
        for (item, x, text) in [
            ("a", 0.0, "0x0p+0"),
            ("a", 1.0, "0x1p+0"),
            ("A", -0.1, "-0X1.999999999999AP-4"),
            ("a", 5e-324, "0x0.0000000000001p-1022"),
            (".0a", 1.5, "0x2p+0"),
            (".0a", 1.25, "0x1p+0"),
            (".1a", 1.03125, "0x1.0p+0"),
            (".15a", 0.5, "0x1.000000000000000p-1"),
            ("#a", 2.0, "0x1.p+1"),
            ("012a", -1.0, "-0x000001p+0"),
        ] {
            assert_eq!(c(item, x), text, "%{item} of {x:?}");
        }
    }

    #[test]
    fn flags_and_width() {
        for (item, x, text) in [
            ("8.1f", 1.25, "     1.2"),
            ("-8.1f", -1.25, "-1.2    "),
            ("-08.1f", 1.25, "1.2     "),
            ("+08.1f", 1.25, "+00001.2"),
            (" g", 1.0, " 1"),
            ("+ g", 1.0, "+1"),
            ("08f", f64::INFINITY, "     inf"),
            ("+G", f64::INFINITY, "+INF"),
            ("5e", f64::NAN.copysign(-1.0), " -nan"),
        ] {
            assert_eq!(c(item, x), text, "%{item} of {x:?}");
        }
    }

    #[test]
    fn precision_beyond_all_digits() {
        assert_eq!(c(".2000f", 0.25), format!("0.25{}", "0".repeat(1998)));
        assert_eq!(c(".70000e", 1.0), format!("1.{}e+00", "0".repeat(70000)));
    }
}
