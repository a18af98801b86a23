//! Numbers: from text and back, and between integers and floats.
//!
//! ```text
//! parse     the number that a text denotes (numerals as `tonumber` and coercions take them)
//! format    C's conversions of floats: `%a %e %f %g`
//! convert   values to integers and floats, with the coercion of strings; values to text
//! ```

mod convert;
pub mod format;
mod parse;

pub(crate) use convert::{Buffer, Rounding, float_to_integer, to_bytes, to_float, to_integer};
pub(crate) use parse::parse_number;
