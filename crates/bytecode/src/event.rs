//! The events that call metamethods, by the numbers that the `MmBin` family uses.

/// The metamethods' names, in the order of their numbers.
pub const EVENT_NAMES: [&str; 25] = [
    "__index",
    "__newindex",
    "__gc",
    "__mode",
    "__len",
    "__eq",
    "__add",
    "__sub",
    "__mul",
    "__mod",
    "__pow",
    "__div",
    "__idiv",
    "__band",
    "__bor",
    "__bxor",
    "__shl",
    "__shr",
    "__unm",
    "__bnot",
    "__lt",
    "__le",
    "__concat",
    "__call",
    "__close",
];

/// The number of `__add`, the first event of a binary arithmetic operation.
pub const FIRST_ARITHMETIC: u32 = 6;
/// The number of `__shr`, the last of them.
pub const LAST_ARITHMETIC: u32 = 17;
