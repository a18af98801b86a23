//! Lua 5.4 bytecode: instructions, function prototypes, binary chunks, listings.
//!
//! - [`opcode`]: the table of instructions
//! - [`instruction`]: the 32-bit word
//! - [`proto`]: compiled functions

#![forbid(unsafe_code)]

pub mod instruction;
pub mod opcode;
pub mod proto;

pub use instruction::Instruction;
pub use opcode::{OpCode, OpMode};
pub use proto::{AbsLineInfo, Constant, LocalVar, Proto, UpvalueDesc};
