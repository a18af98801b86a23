//! Lua 5.4 bytecode: instructions, function prototypes, binary chunks, listings.
//!
//! - [`opcode`]: the table of instructions
//! - [`instruction`]: the 32-bit word
//! - [`proto`]: compiled functions
//! - [`chunk`], [`dump()`], [`undump()`]: binary chunks
//! - [`listing()`]: text for people
//! - [`verify()`]: proof that a function is fit to run

#![forbid(unsafe_code)]

pub mod chunk;
pub mod dump;
pub mod event;
pub mod instruction;
pub mod listing;
pub mod opcode;
pub mod proto;
pub mod undump;
pub mod verify;

pub use dump::dump;
pub use instruction::Instruction;
pub use listing::listing;
pub use opcode::{OpCode, OpMode};
pub use proto::{AbsLineInfo, Constant, LocalVar, Proto, UpvalueDesc};
pub use undump::{UndumpError, undump};
pub use verify::{VerifyError, verify};
