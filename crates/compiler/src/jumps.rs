//! Jumps: a list of jumps to the same, still unknown place is threaded through the jumps themselves.

use crate::function::Compiler;
use crate::{Limit, Result};
use moonquakes_bytecode::instruction::{MAX_SJ, NO_REGISTER, OFFSET_SJ};
use moonquakes_bytecode::{Instruction, OpCode};

/// The end of a list, and an empty list.
pub(crate) const NO_JUMP: i32 = -1;

impl Compiler<'_, '_> {
    /// Emits a jump and returns it as a list.
    pub(crate) fn jump(&mut self) -> i32 {
        self.emit_instruction(Instruction::from_sj(OpCode::Jmp, NO_JUMP))
    }

    /// Emits a test and the jump that it controls.
    pub(crate) fn conditional_jump(&mut self, op: OpCode, a: u32, b: u32, c: u32, k: bool) -> i32 {
        self.emit_k(op, a, b, c, k);
        self.jump()
    }

    /// Marks the next instruction as the target of a jump.
    pub(crate) fn label_here(&mut self) -> i32 {
        let pc = self.pc();
        self.f.last_target = pc;
        pc
    }

    /// The jump after `pc` in its list.
    fn next_jump(&mut self, pc: i32) -> i32 {
        match self.at(pc).sj() {
            NO_JUMP => NO_JUMP,
            offset => pc + 1 + offset,
        }
    }

    /// Lets the jump at `pc` lead to `target`.
    pub(crate) fn fix_jump(&mut self, pc: i32, target: i32) -> Result {
        let offset = target - (pc + 1);
        if !(-OFFSET_SJ..=MAX_SJ as i32 - OFFSET_SJ).contains(&offset) {
            return Err(Limit::Jump);
        }
        self.at(pc).set_sj(offset);
        Ok(())
    }

    /// Adds a single jump to a list, in front: a long list need not be walked.
    pub(crate) fn add_jump(&mut self, list: &mut i32, jump: i32) -> Result {
        if jump != NO_JUMP {
            if *list != NO_JUMP {
                self.fix_jump(jump, *list)?;
            }
            *list = jump;
        }
        Ok(())
    }

    /// Appends `second` to `first`.
    pub(crate) fn join_jumps(&mut self, first: &mut i32, second: i32) -> Result {
        if second == NO_JUMP {
            return Ok(());
        }
        if *first == NO_JUMP {
            *first = second;
            return Ok(());
        }
        let mut last = *first;
        loop {
            let next = self.next_jump(last);
            if next == NO_JUMP {
                return self.fix_jump(last, second);
            }
            last = next;
        }
    }

    /// The instruction that decides about a jump: the test before it, or itself.
    pub(crate) fn jump_control(&mut self, pc: i32) -> &mut Instruction {
        let is_test = pc >= 1 && self.at(pc - 1).opcode().is_some_and(OpCode::is_test);
        self.at(if is_test { pc - 1 } else { pc })
    }

    /// Gives the test of a jump the register for its value, or makes it a test without value; `false` if it has none
    /// to give.
    fn patch_test_register(&mut self, node: i32, register: u32) -> bool {
        let i = self.jump_control(node);
        if !i.is(OpCode::TestSet) {
            return false;
        }
        if register != NO_REGISTER && register != i.b() {
            i.set_a(register);
        } else {
            *i = Instruction::abc(OpCode::Test, i.b(), 0, 0, i.k());
        }
        true
    }

    /// Makes all tests of a list ones without value.
    pub(crate) fn remove_values(&mut self, list: i32) {
        let mut pc = list;
        while pc != NO_JUMP {
            self.patch_test_register(pc, NO_REGISTER);
            pc = self.next_jump(pc);
        }
    }

    /// Lets the jumps that produce a value lead to `value_target`, with the value in `register`, the others to
    /// `default_target`.
    pub(crate) fn patch_list_values(
        &mut self,
        list: i32,
        value_target: i32,
        register: u32,
        default_target: i32,
    ) -> Result {
        let mut pc = list;
        while pc != NO_JUMP {
            let next = self.next_jump(pc);
            let target = if self.patch_test_register(pc, register) {
                value_target
            } else {
                default_target
            };
            self.fix_jump(pc, target)?;
            pc = next;
        }
        Ok(())
    }

    /// Lets all jumps of a list lead to `target`.
    pub(crate) fn patch_list(&mut self, list: i32, target: i32) -> Result {
        self.patch_list_values(list, target, NO_REGISTER, target)
    }

    /// Lets all jumps of a list lead here.
    pub(crate) fn patch_to_here(&mut self, list: i32) -> Result {
        let here = self.label_here();
        self.patch_list(list, here)
    }

    /// Whether some jump of the list produces no value.
    pub(crate) fn needs_value(&mut self, list: i32) -> bool {
        let mut pc = list;
        while pc != NO_JUMP {
            if !self.jump_control(pc).is(OpCode::TestSet) {
                return true;
            }
            pc = self.next_jump(pc);
        }
        false
    }
}
