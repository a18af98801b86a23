//! The 32-bit instruction word and its operand fields.
//!
//! ```text
//!        31      24 23      16 15 14       7 6      0
//! iABC   |   C    |    B     |k|    A     |   op   |
//! iABx   |         Bx          |    A     |   op   |
//! iAsBx  |         sBx         |    A     |   op   |
//! iAx    |              Ax                |   op   |
//! isJ    |              sJ                |   op   |
//! ```
//!
//! A signed operand is stored with half of its field's maximum added.

use std::fmt;

use crate::opcode::{OpCode, OpMode};

const POS_A: u32 = 7;
const POS_K: u32 = 15;
const POS_B: u32 = 16;
const POS_C: u32 = 24;

/// Largest operand A.
pub const MAX_A: u32 = 0xFF;
/// Largest operand B.
pub const MAX_B: u32 = 0xFF;
/// Largest operand C.
pub const MAX_C: u32 = 0xFF;
/// Largest operand Bx.
pub const MAX_BX: u32 = (1 << 17) - 1;
/// Largest operand Ax.
pub const MAX_AX: u32 = (1 << 25) - 1;
/// Largest stored form of the operand sJ.
pub const MAX_SJ: u32 = (1 << 25) - 1;
/// What is added to sB and sC.
pub const OFFSET_SC: i32 = (MAX_C >> 1) as i32;
/// What is added to sBx.
pub const OFFSET_SBX: i32 = (MAX_BX >> 1) as i32;
/// What is added to sJ.
pub const OFFSET_SJ: i32 = (MAX_SJ >> 1) as i32;
/// A register number that no function can have.
pub const NO_REGISTER: u32 = MAX_A;
/// Items that a table constructor gathers before it stores them with one `SetList`.
pub const FIELDS_PER_FLUSH: u32 = 50;

/// One instruction.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(transparent)]
pub struct Instruction(pub u32);

/// Constructors. An operand too large for its field loses its high bits.
impl Instruction {
    /// An instruction of layout iABC.
    pub const fn abc(op: OpCode, a: u32, b: u32, c: u32, k: bool) -> Instruction {
        Instruction(
            op as u32
                | (a & MAX_A) << POS_A
                | (k as u32) << POS_K
                | (b & MAX_B) << POS_B
                | (c & MAX_C) << POS_C,
        )
    }

    /// An instruction of layout iABx.
    pub const fn abx(op: OpCode, a: u32, bx: u32) -> Instruction {
        Instruction(op as u32 | (a & MAX_A) << POS_A | (bx & MAX_BX) << POS_K)
    }

    /// An instruction of layout iAsBx.
    pub const fn asbx(op: OpCode, a: u32, sbx: i32) -> Instruction {
        Instruction::abx(op, a, sbx.wrapping_add(OFFSET_SBX) as u32)
    }

    /// An instruction of layout iAx.
    pub const fn from_ax(op: OpCode, ax: u32) -> Instruction {
        Instruction(op as u32 | (ax & MAX_AX) << POS_A)
    }

    /// An instruction of layout isJ.
    pub const fn from_sj(op: OpCode, sj: i32) -> Instruction {
        Instruction::from_ax(op, sj.wrapping_add(OFFSET_SJ) as u32)
    }
}

/// Fields, each read whatever the layout.
impl Instruction {
    /// The operation, unless the number stands for none.
    pub const fn opcode(self) -> Option<OpCode> {
        OpCode::from_u8(self.0 as u8)
    }

    /// Is this an instruction of that operation?
    pub const fn is(self, op: OpCode) -> bool {
        self.0 & 0x7F == op as u32
    }

    /// Operand A.
    pub const fn a(self) -> u32 {
        self.0 >> POS_A & MAX_A
    }

    /// Operand B.
    pub const fn b(self) -> u32 {
        self.0 >> POS_B & MAX_B
    }

    /// Operand C.
    pub const fn c(self) -> u32 {
        self.0 >> POS_C
    }

    /// The bit k.
    pub const fn k(self) -> bool {
        self.0 >> POS_K & 1 != 0
    }

    /// Operand B as a signed number.
    pub const fn sb(self) -> i32 {
        self.b() as i32 - OFFSET_SC
    }

    /// Operand C as a signed number.
    pub const fn sc(self) -> i32 {
        self.c() as i32 - OFFSET_SC
    }

    /// Operand Bx.
    pub const fn bx(self) -> u32 {
        self.0 >> POS_K
    }

    /// Operand sBx.
    pub const fn sbx(self) -> i32 {
        self.bx() as i32 - OFFSET_SBX
    }

    /// Operand Ax.
    pub const fn ax(self) -> u32 {
        self.0 >> POS_A
    }

    /// Operand sJ.
    pub const fn sj(self) -> i32 {
        self.ax() as i32 - OFFSET_SJ
    }
}

/// Fields, each written with the others left alone.
impl Instruction {
    const fn replace(&mut self, position: u32, max: u32, value: u32) {
        self.0 = self.0 & !(max << position) | (value & max) << position;
    }

    /// Replaces the operation.
    pub const fn set_opcode(&mut self, op: OpCode) {
        self.replace(0, 0x7F, op as u32);
    }

    /// Replaces operand A.
    pub const fn set_a(&mut self, a: u32) {
        self.replace(POS_A, MAX_A, a);
    }

    /// Replaces operand B.
    pub const fn set_b(&mut self, b: u32) {
        self.replace(POS_B, MAX_B, b);
    }

    /// Replaces operand C.
    pub const fn set_c(&mut self, c: u32) {
        self.replace(POS_C, MAX_C, c);
    }

    /// Replaces the bit k.
    pub const fn set_k(&mut self, k: bool) {
        self.replace(POS_K, 1, k as u32);
    }

    /// Replaces operand Bx.
    pub const fn set_bx(&mut self, bx: u32) {
        self.replace(POS_K, MAX_BX, bx);
    }

    /// Replaces operand sBx.
    pub const fn set_sbx(&mut self, sbx: i32) {
        self.set_bx(sbx.wrapping_add(OFFSET_SBX) as u32);
    }

    /// Replaces operand sJ.
    pub const fn set_sj(&mut self, sj: i32) {
        self.replace(POS_A, MAX_SJ, sj.wrapping_add(OFFSET_SJ) as u32);
    }
}

/// How the instruction meets the open list of values that *top* ends.
impl Instruction {
    /// Does it use the top that the instruction before it set?
    pub const fn uses_open_top(self) -> bool {
        match self.opcode() {
            Some(op) => op.uses_top() && self.b() == 0,
            None => false,
        }
    }

    /// Does it set the top for the next instruction?
    pub const fn sets_open_top(self) -> bool {
        match self.opcode() {
            Some(OpCode::TailCall) => true,
            Some(op) => op.sets_top() && self.c() == 0,
            None => false,
        }
    }
}

impl fmt::Debug for Instruction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(op) = self.opcode() else {
            return write!(f, "undefined({:#010x})", self.0);
        };
        write!(f, "{}", op.name())?;
        match op.mode() {
            OpMode::Abc => {
                let k = if self.k() { "k" } else { "" };
                write!(f, " {} {} {}{k}", self.a(), self.b(), self.c())
            }
            OpMode::Abx => write!(f, " {} {}", self.a(), self.bx()),
            OpMode::AsBx => write!(f, " {} {}", self.a(), self.sbx()),
            OpMode::Ax => write!(f, " {}", self.ax()),
            OpMode::SJ => write!(f, " {}", self.sj()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_to_their_bits() {
        let mut i = Instruction::abc(OpCode::SetField, 1, 2, 3, true);
        assert_eq!((i.a(), i.b(), i.c(), i.k()), (1, 2, 3, true));
        i.set_a(255);
        i.set_b(0);
        i.set_k(false);
        i.set_c(128);
        i.set_opcode(OpCode::ExtraArg);
        assert_eq!((i.a(), i.b(), i.c(), i.k()), (255, 0, 128, false));
        assert!(i.is(OpCode::ExtraArg));
    }

    #[test]
    fn signed_operands_reach_both_ends() {
        for value in [-OFFSET_SBX, -1, 0, 1, OFFSET_SBX + 1] {
            assert_eq!(Instruction::asbx(OpCode::LoadI, 9, value).sbx(), value);
        }
        for value in [-OFFSET_SJ, -1, 0, 1, OFFSET_SJ + 1] {
            let mut jump = Instruction::from_sj(OpCode::Jmp, value);
            assert_eq!(jump.sj(), value);
            jump.set_sj(-value.min(OFFSET_SJ));
            assert_eq!(jump.sj(), -value.min(OFFSET_SJ));
        }
        assert_eq!(Instruction::abc(OpCode::AddI, 0, 0, 0, false).sc(), -127);
        assert_eq!(Instruction::abc(OpCode::EqI, 0, 255, 0, false).sb(), 128);
    }
}
