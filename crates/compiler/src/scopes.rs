//! Local variables, blocks and upvalues.

use crate::Result;
use crate::function::Compiler;
use crate::labels::LabelName;
use crate::values::{Constant, Place};
use moonquakes_bytecode::{LocalVar, OpCode, UpvalueDesc};
use moonquakes_syntax::StringId;
use moonquakes_syntax::ast::{Attrib, Function};

/// How a variable is called.
#[derive(Clone, Copy)]
pub(crate) enum VariableName {
    Id(StringId),
    SelfParameter,
    /// The hidden variables of loops.
    ForState,
}

/// What kind of variable it is, in the numbering of prototypes.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum VariableKind {
    Regular,
    Constant,
    ToBeClosed,
    /// Its value is known, it needs no register.
    CompileTime(Constant),
}

impl VariableKind {
    pub(crate) fn of(attrib: Attrib) -> VariableKind {
        match attrib {
            Attrib::None => VariableKind::Regular,
            Attrib::Const => VariableKind::Constant,
            Attrib::Close => VariableKind::ToBeClosed,
        }
    }
    fn number(self) -> u8 {
        match self {
            VariableKind::Regular => 0,
            VariableKind::Constant => 1,
            VariableKind::ToBeClosed => 2,
            VariableKind::CompileTime(_) => 3,
        }
    }
}

/// A local variable.
pub(crate) struct Variable {
    pub name: VariableName,
    pub kind: VariableKind,
    pub register: u32,
    /// Its place in the prototype's list of variables.
    pub debug: usize,
}

/// What an upvalue of the tree is.
#[derive(Clone, Copy)]
pub(crate) enum UpvalueRef {
    /// An upvalue of the prototype, and the kind of its variable.
    Captured { index: u32, kind: u8 },
    /// A variable whose value is known: nothing is captured.
    Constant(Constant),
}

/// A block of statements.
pub(crate) struct Block {
    pub is_loop: bool,
    /// Variables active outside.
    pub active: usize,
    pub first_label: usize,
    pub first_goto: usize,
    /// Some variable is captured or has to be closed.
    pub has_upvalue: bool,
    /// In the scope of a variable that has to be closed.
    pub inside_to_be_closed: bool,
}

impl<'t, 's> Compiler<'t, 's> {
    /// Variable `n` of the innermost function.
    pub(crate) fn variable(&mut self, n: usize) -> &mut Variable {
        &mut self.lists.variables[self.f.starts.variables + n]
    }

    /// Adds a variable that is not active yet; returns its number.
    pub(crate) fn new_variable(&mut self, name: VariableName) -> usize {
        self.lists.variables.push(Variable {
            name,
            kind: VariableKind::Regular,
            register: 0,
            debug: 0,
        });
        self.lists.variables.len() - 1 - self.f.starts.variables
    }

    /// The first register above those of the first `count` variables.
    pub(crate) fn register_level(&self, count: usize) -> u32 {
        let variables = &self.lists.variables[self.f.starts.variables..][..count];
        let last = variables
            .iter()
            .rev()
            .find(|v| !matches!(v.kind, VariableKind::CompileTime(_)));
        last.map_or(0, |v| v.register + 1)
    }

    /// The first register above those of all active variables.
    pub(crate) fn registers_of_variables(&self) -> u32 {
        self.register_level(self.f.active)
    }

    /// Lets the scope of the next `count` variables begin.
    pub(crate) fn activate_variables(&mut self, count: usize) {
        let first_register = self.registers_of_variables();
        for register in first_register..first_register + count as u32 {
            let n = self.f.active;
            self.f.active += 1;
            let name = match self.variable(n).name {
                VariableName::Id(id) => self.interner.get(id),
                VariableName::SelfParameter => b"self",
                VariableName::ForState => b"(for state)",
            };
            let start_pc = self.pc() as u32;
            let variable = self.lists.local_vars.len();
            self.lists.local_vars.push(LocalVar {
                name: Some(name),
                start_pc,
                end_pc: 0,
            });
            self.variable(n).register = register;
            self.variable(n).debug = variable;
        }
    }

    fn remove_variables(&mut self, to: usize) {
        let end_pc = self.pc() as u32;
        let first = self.f.starts.variables + to;
        for variable in self.lists.variables.drain(first..) {
            if !matches!(variable.kind, VariableKind::CompileTime(_)) {
                self.lists.local_vars[variable.debug].end_pc = end_pc;
            }
        }
        self.f.active = to;
    }

    pub(crate) fn enter_block(&mut self, is_loop: bool) {
        let lists = &mut self.lists;
        let inside_to_be_closed = lists.blocks[self.f.starts.blocks..]
            .last()
            .is_some_and(|block| block.inside_to_be_closed);
        lists.blocks.push(Block {
            is_loop,
            active: self.f.active,
            first_label: lists.labels.len(),
            first_goto: lists.gotos.len(),
            has_upvalue: false,
            inside_to_be_closed,
        });
    }

    pub(crate) fn block(&mut self) -> &mut Block {
        self.lists.blocks.last_mut().expect("a function has a block")
    }

    /// Ends a block: its variables go, its `break`s find their target. Returns whether variables were captured.
    pub(crate) fn leave_block(&mut self) -> Result<bool> {
        let (is_loop, active) = (self.block().is_loop, self.block().active);
        let level = self.register_level(active);
        self.remove_variables(active);
        let closed = is_loop && self.create_label(LabelName::Break, false)?;
        let has_upvalue = self.block().has_upvalue;
        let is_nested = self.lists.blocks.len() > self.f.starts.blocks + 1;
        if !closed && is_nested && has_upvalue {
            self.emit(OpCode::Close, level, 0, 0);
        }
        self.f.free_register = level;
        let block = self.lists.blocks.pop().expect("a block to leave");
        self.lists.labels.truncate(block.first_label);
        if is_nested {
            self.move_gotos_out(&block);
        }
        Ok(has_upvalue)
    }

    /// Marks the innermost block as one with a variable to be closed.
    pub(crate) fn mark_to_be_closed(&mut self) {
        let block = self.block();
        block.has_upvalue = true;
        block.inside_to_be_closed = true;
        self.f.needs_close = true;
    }

    /// Enters what the upvalues of a function are, which is about to be compiled inside the innermost one; variables
    /// of that one are marked as captured. Returns the descriptions for the prototype.
    pub(crate) fn capture(&mut self, tree: &'t Function<'t>) -> Vec<UpvalueDesc<'s>> {
        let mut descriptions = Vec::with_capacity(tree.upvalues.len());
        for upvalue in tree.upvalues {
            let index = u32::from(upvalue.index);
            let known = if self.f.depth == 0 {
                UpvalueRef::Captured { index: 0, kind: 0 }
            } else if upvalue.in_stack {
                self.capture_variable(index as usize)
            } else {
                self.lists.upvalues[self.f.starts.upvalues + index as usize]
            };
            let captured = match known {
                UpvalueRef::Captured { index, kind } => {
                    descriptions.push(UpvalueDesc {
                        name: Some(self.interner.get(upvalue.name)),
                        in_stack: upvalue.in_stack,
                        index: index as u8,
                        kind,
                    });
                    let index = descriptions.len() as u32 - 1;
                    UpvalueRef::Captured { index, kind }
                }
                constant => constant,
            };
            self.lists.upvalues.push(captured);
        }
        descriptions
    }

    /// Marks a variable as captured; the index is that of its register.
    fn capture_variable(&mut self, n: usize) -> UpvalueRef {
        let Variable { kind, register, .. } = *self.variable(n);
        if let VariableKind::CompileTime(constant) = kind {
            return UpvalueRef::Constant(constant);
        }
        let blocks = &mut self.lists.blocks[self.f.starts.blocks..];
        if let Some(block) = blocks.iter_mut().rev().find(|block| block.active <= n) {
            block.has_upvalue = true;
        }
        self.f.needs_close = true;
        UpvalueRef::Captured {
            index: register,
            kind: kind.number(),
        }
    }

    /// Where the value of a local variable is.
    pub(crate) fn local(&mut self, n: usize) -> Place {
        let variable = self.variable(n);
        match variable.kind {
            VariableKind::CompileTime(constant) => Place::NamedConstant(constant),
            _ => Place::Local {
                register: variable.register,
                variable: n,
            },
        }
    }

    /// Where the value of an upvalue is.
    pub(crate) fn upvalue(&self, n: usize) -> Place {
        match self.lists.upvalues[self.f.starts.upvalues + n] {
            UpvalueRef::Constant(constant) => Place::NamedConstant(constant),
            UpvalueRef::Captured { index, .. } => Place::Upvalue(index),
        }
    }
}
