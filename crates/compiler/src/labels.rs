//! Labels, `goto` and `break`. The parser has checked that every jump has its label.

use crate::Result;
use crate::function::Compiler;
use crate::scopes::Block;
use moonquakes_bytecode::OpCode;
use moonquakes_syntax::StringId;

/// What a jump looks for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum LabelName {
    Id(StringId),
    /// The end of the loop.
    Break,
}

/// A label, or a jump that waits for one.
#[derive(Clone, Copy)]
pub(crate) struct Label {
    name: LabelName,
    pc: i32,
    /// Variables active there, and the first register above theirs.
    active: usize,
    level: u32,
    /// The jump leaves the scope of a captured variable.
    close: bool,
}

impl Compiler<'_, '_> {
    /// A jump at `pc` to a label further on.
    pub(crate) fn new_goto(&mut self, name: LabelName, pc: i32) {
        let active = self.f.active;
        let level = self.registers_of_variables();
        self.lists.gotos.push(Label {
            name,
            pc,
            active,
            level,
            close: false,
        });
    }

    /// Enters a label here; jumps that wait for it lead here now. `last` says that nothing follows in the block, so that
    /// its variables are out of scope. Returns whether the label closes variables.
    pub(crate) fn create_label(&mut self, name: LabelName, last: bool) -> Result<bool> {
        let pc = self.label_here();
        let active = if last { self.block().active } else { self.f.active };
        let level = self.register_level(active);
        self.lists.labels.push(Label {
            name,
            pc,
            active,
            level,
            close: false,
        });
        let mut needs_close = false;
        let first = self.block().first_goto;
        let mut waiting = first;
        for n in first..self.lists.gotos.len() {
            let jump = self.lists.gotos[n];
            if jump.name == name {
                needs_close |= jump.close;
                self.patch_list(jump.pc, pc)?;
            } else {
                self.lists.gotos[waiting] = jump;
                waiting += 1;
            }
        }
        self.lists.gotos.truncate(waiting);
        if needs_close {
            let level = self.registers_of_variables();
            self.emit(OpCode::Close, level, 0, 0);
        }
        Ok(needs_close)
    }

    /// `goto name`
    pub(crate) fn goto(&mut self, name: StringId) -> Result {
        let first = self.f.starts.labels;
        let label = self.lists.labels[first..]
            .iter()
            .find(|label| label.name == LabelName::Id(name));
        let Some(&Label { pc, level, .. }) = label else {
            let jump = self.jump();
            self.new_goto(LabelName::Id(name), jump);
            return Ok(());
        };
        if self.registers_of_variables() > level {
            self.emit(OpCode::Close, level, 0, 0);
        }
        let jump = self.jump();
        self.patch_list(jump, pc)
    }

    /// Jumps that wait go on waiting outside of a block that was left.
    pub(crate) fn move_gotos_out(&mut self, block: &Block) {
        let level = self.register_level(block.active);
        for jump in &mut self.lists.gotos[block.first_goto..] {
            if jump.level > level {
                jump.close |= block.has_upvalue;
            }
            jump.level = level;
            jump.active = block.active;
        }
    }
}
