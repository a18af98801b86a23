//! The verifier: what a function must be before it may run.
//!
//! Binary chunks are not trusted, and the interpreter checks no operand while it runs. For a prototype that passes,
//! and for all nested in it, the interpreter may rely on the following.
//!
//! **Operands**
//! 1. Every opcode number is defined.
//! 2. Every register that an instruction reads or writes is below `max_stack_size`, implicit ones included: `A+1` of
//!    `SelfOp`, the ranges of `LoadNil`, `Concat`, `Call`, `Return`, `SetList` and `VarArg`, `A..A+3` of numeric loops,
//!    `A..A+6` and the results of generic ones. `num_params` is at most `max_stack_size`. The A of `Close`, `Return0`
//!    and a `Return` of nothing is a limit rather than a register and may equal `max_stack_size`.
//! 3. Every constant, upvalue and nested function exists. Keys of `GetTabUp`, `GetField`, `SetTabUp` and
//!    `SetField` are short strings, constant keys of `SelfOp` strings, operands of `AddK`…`IDivK` numbers, operands of
//!    `BAndK`, `BOrK` and `BXorK` integers.
//! 4. A nested function captures a register below `max_stack_size` or an upvalue of the function around it. (What
//!    the upvalue list of a main function says is not looked at; whoever makes its closure makes fresh upvalues.)
//! 5. C of `MmBin`, `MmBinI` and `MmBinK` is an arithmetic event; B of `NewTable` is at most 31, and its k tells
//!    whether the `ExtraArg` counts; B of `Concat` is at least 2; C of `TForCall` is at least 1.
//!
//! **Control**
//! 6. Control never leaves the code: it ends with returns, and every jump and skip lands inside.
//! 7. Every test is followed by a `Jmp`; `LoadKX`, `NewTable` and `SetList` with k by an `ExtraArg`; every arithmetic
//!    operation by the `MmBin`, `MmBinI` or `MmBinK` that goes with its operands. `ExtraArg` and the `MmBin` family stand
//!    nowhere else and nothing jumps to them, so `ExtraArg` never runs, and the instruction before an `MmBin` holds its
//!    destination.
//! 8. `ForPrep` and `ForLoop` point at each other with the same A. `TForPrep` points at a `TForCall`, which a
//!    `TForLoop` follows, all three with the same A.
//! 9. An instruction that sets an open top is followed by one that uses it, and such a one is reached in no other
//!    way. The open values start at or above the first register that the user may take them from, so counts of
//!    arguments, results and items are never negative.
//!
//! **Frames**
//! 10. `VarArgPrep` is the first instruction of every variadic function, with `num_params` as its A and 0 as its B, and runs once.
//!     Other functions have neither it nor `VarArg`.
//! 11. `Return` and `TailCall` in a variadic function have `num_params + 1` as their C, otherwise 0; variadic
//!     functions have no `Return0` and no `Return1`.
//! 12. In a function that marks a variable as to be closed, or whose nested functions capture registers, `Return` and
//!     `TailCall` have k, and there are no `Return0` and no `Return1`: no open upvalue outlives its frame.
//! 13. Marks of to-be-closed variables are made in ascending registers, and none is pending at a `TailCall`.
//!
//! **Values**
//! 14. No register is read before it was written in the same activation; nor after an instruction that may
//!     leave something else there: a call above its results, a collection during `NewTable`, `Closure` or `Concat` above A.
//!     A closure may capture the register that it is about to be stored in.
//!
//! **Debug information**
//! 15. `line_info` is empty or has an entry for each instruction; `abs_line_info` ascends, and has an entry for
//!     every instruction that `line_info` leaves to it.
//! 16. At no instruction are more than `max_stack_size` local variables alive, so each has a register in the frame.
//!
//! Types of values in registers are *not* proven. The interpreter checks the table of `SetList` and the key
//! of `SelfOp` in a register; `ForLoop` must leave a valid value whatever it finds, because the debug
//! library can change loop variables too. Sizes in `NewTable` and `SetList` can be as large as they can be written.

use std::fmt;

use thiserror::Error;

use crate::opcode::OpCode;
use crate::proto::{ABS_LINE_INFO, Proto};
use crate::undump;

mod code;
mod flow;
#[cfg(test)]
mod tests;

/// What is wrong with a function.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Fault {
    /// An opcode number stands for nothing.
    #[error("undefined opcode")]
    Opcode,
    /// A register is beyond the frame.
    #[error("register out of range")]
    Register,
    /// A constant does not exist.
    #[error("constant out of range")]
    Constant,
    /// A constant is of a type that the instruction cannot use.
    #[error("constant of wrong type")]
    ConstantType,
    /// An upvalue does not exist.
    #[error("upvalue out of range")]
    Upvalue,
    /// A nested function does not exist.
    #[error("function out of range")]
    Function,
    /// Another operand has a value without meaning.
    #[error("operand out of range")]
    Operand,
    /// Control would leave the code, or enter a group of instructions in its middle.
    #[error("bad jump target")]
    Jump,
    /// An instruction is without the one that belongs before or after it.
    #[error("instruction out of place")]
    Sequence,
    /// An open list of values is without its start or its end.
    #[error("open results out of place")]
    OpenTop,
    /// The instruction does not suit the function's parameters or variables.
    #[error("frame mismatch")]
    Frame,
    /// A register is read that holds nothing yet.
    #[error("register read before it is set")]
    Unset,
    /// To-be-closed variables are marked out of order or left behind.
    #[error("to-be-closed variable out of order")]
    ToBeClosed,
    /// Line information does not fit the code.
    #[error("bad line information")]
    LineInfo,
    /// Local variables do not fit the frame.
    #[error("bad local variables")]
    LocalVars,
}

/// A function that must not run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyError {
    /// The line where the function is defined, 0 for a main function.
    pub line_defined: u32,
    /// The instruction at fault, if it is one.
    pub pc: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

impl VerifyError {
    /// The message for a chunk of that name, in the form that [`undump`](crate::undump()) gives its own.
    pub fn message(&self, chunk_name: &[u8]) -> Vec<u8> {
        undump::message(chunk_name, &self.fault)
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in the function at line {}", self.fault, self.line_defined)?;
        match self.pc {
            Some(pc) => write!(f, ", instruction {}", pc + 1),
            None => Ok(()),
        }
    }
}

impl std::error::Error for VerifyError {}

/// Proves that the function and all nested in it are fit to run; see the guarantees at the top of this file.
pub fn verify(proto: &Proto) -> Result<(), VerifyError> {
    let at = |pc, fault| VerifyError {
        line_defined: proto.line_defined,
        pc,
        fault,
    };
    check_shape(proto).map_err(|fault| at(None, fault))?;
    code::check(proto).map_err(|(pc, fault)| at(Some(pc), fault))?;
    flow::check(proto).map_err(|(pc, fault)| at(Some(pc), fault))?;
    proto.protos.iter().try_for_each(verify)
}

fn check_shape(proto: &Proto) -> Result<(), Fault> {
    let registers = proto.max_stack_size;
    if proto.num_params > registers {
        return Err(Fault::Frame);
    }
    if proto.upvalues.len() > u8::MAX.into() {
        return Err(Fault::Upvalue);
    }
    for captured in proto.protos.iter().flat_map(|nested| &nested.upvalues) {
        let limit = if captured.in_stack {
            registers.into()
        } else {
            proto.upvalues.len()
        };
        if usize::from(captured.index) >= limit {
            return Err(Fault::Upvalue);
        }
    }
    if !has_good_lines(proto) {
        return Err(Fault::LineInfo);
    }
    if most_locals_alive(proto) > registers.into() {
        return Err(Fault::LocalVars);
    }
    Ok(())
}

fn has_good_lines(proto: &Proto) -> bool {
    let known = &proto.abs_line_info;
    let ascending = known.windows(2).all(|pair| pair[0].pc < pair[1].pc);
    let mut left_out = (0..)
        .zip(&proto.line_info)
        .filter(|&(_, &difference)| difference == ABS_LINE_INFO);
    ascending
        && (proto.line_info.is_empty() || proto.line_info.len() == proto.code.len())
        && left_out.all(|(pc, _)| known.binary_search_by_key(&pc, |info| info.pc).is_ok())
}

fn most_locals_alive(proto: &Proto) -> usize {
    let scopes = || proto.local_vars.iter().filter(|var| var.start_pc < var.end_pc);
    let mut starts: Vec<u32> = scopes().map(|var| var.start_pc).collect();
    let mut ends: Vec<u32> = scopes().map(|var| var.end_pc).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    let mut ended = ends.iter().peekable();
    let mut dead = 0;
    let mut most = 0;
    for (born, start) in (1..).zip(&starts) {
        while ended.next_if(|&end| end <= start).is_some() {
            dead += 1;
        }
        most = most.max(born - dead);
    }
    most
}

/// Must the function close upvalues or variables before it returns?
fn needs_close(proto: &Proto) -> bool {
    proto
        .protos
        .iter()
        .flat_map(|nested| &nested.upvalues)
        .any(|captured| captured.in_stack)
        || proto
            .code
            .iter()
            .any(|i| i.is(OpCode::Tbc) || i.is(OpCode::TForPrep))
}
