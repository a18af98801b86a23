//! The interpreter: the ops, and the operations that they leave to slow paths.
//!
//! | file | holds |
//! |---|---|
//! | `op` | the form of the code that runs |
//! | `dispatch` | from op to op: the frame, the forms of dispatch, hooks |
//! | `handlers` | what each op does: the fast paths |
//! | `metering` | the ops that pay, in states with limits |
//! | `index` | reading and writing fields with metamethods |
//! | `arithmetic` | numbers: floor division, shifts, conversions of operands |
//! | `compare` | equality and order |
//! | `concat` | `..` and `#` |
//! | `numeric_for` | preparing numeric loops |
//! | `finish` | completing an instruction that a yield interrupted |

mod arithmetic;
mod compare;
mod concat;
mod dispatch;
mod finish;
mod handlers;
mod index;
mod metering;
mod numeric_for;
mod op;

pub use arithmetic::ArithmeticOp;
pub(crate) use arithmetic::arithmetic;
pub(crate) use compare::{equal, less_equal, less_than, raw_equal};
pub(crate) use concat::{concat, length, number_to_string};
pub(crate) use dispatch::{Handlers, choose_handlers, execute};
pub(crate) use finish::finish_instruction;
pub(crate) use index::{get, set};
pub(crate) use op::{Constant, Op, unpack};
