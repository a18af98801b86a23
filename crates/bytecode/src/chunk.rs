//! What the writer and the reader of binary chunks share.
//!
//! A chunk is a header, the number of upvalues of the main function, and the main function. Counts and sizes are
//! written in groups of 7 bits, the highest first, the last with its top bit set. Numbers and instructions are in the
//! machine's own byte order, which the header lets the reader check.

/// The first bytes of every binary chunk.
pub const SIGNATURE: &[u8] = b"\x1bLua";

/// The version of the language, one nibble for each part.
pub(crate) const VERSION: u8 = 0x54;
/// The official format.
pub(crate) const FORMAT: u8 = 0;
/// Bytes that careless transport would change.
pub(crate) const DATA: &[u8] = b"\x19\x93\r\n\x1a\n";
/// Sizes of an instruction, an integer and a float, in the header's order.
pub(crate) const SIZES: [(u8, &str); 3] = [(4, "Instruction"), (8, "lua_Integer"), (8, "lua_Number")];
/// Shows the byte order of integers.
pub(crate) const CHECK_INTEGER: i64 = 0x5678;
/// Shows the format of floats.
pub(crate) const CHECK_FLOAT: f64 = 370.5;

/// Strings up to this length are short: they may be keys of `GetField` and its like.
pub const MAX_SHORT_LEN: usize = 40;

/// Tags of constants.
pub(crate) mod tag {
    pub const NIL: u8 = 0x00;
    pub const FALSE: u8 = 0x01;
    pub const TRUE: u8 = 0x11;
    pub const INTEGER: u8 = 0x03;
    pub const FLOAT: u8 = 0x13;
    pub const SHORT_STRING: u8 = 0x04;
    pub const LONG_STRING: u8 = 0x14;
}
