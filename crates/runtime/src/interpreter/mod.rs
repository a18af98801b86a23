//! The interpreter: the loop over instructions, and the operations that it leaves to slow paths.
//!
//! | file | holds |
//! |---|---|
//! | `execute` | the loop: one arm per opcode |
//! | `index` | reading and writing fields with metamethods |
//! | `arithmetic` | numbers: floor division, shifts, conversions of operands |
//! | `compare` | equality and order |
//! | `concat` | `..` and `#` |
//! | `numeric_for` | preparing numeric loops |
//! | `finish` | completing an instruction that a yield interrupted |

mod arithmetic;
mod compare;
mod concat;
mod execute;
mod finish;
mod index;
mod numeric_for;

pub use arithmetic::ArithmeticOp;
pub(crate) use arithmetic::arithmetic;
pub(crate) use compare::{equal, less_equal, less_than, raw_equal};
pub(crate) use concat::{concat, length, number_to_string};
pub(crate) use execute::execute;
pub(crate) use finish::finish_instruction;
pub(crate) use index::{get, set};
