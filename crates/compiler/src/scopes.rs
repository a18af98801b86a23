//! Local variables, blocks and upvalues.

use crate::Result;
use crate::function::{Compiler, upvalue_description};
use crate::labels::LabelName;
use crate::values::{Constant, Place, Value};
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
#[derive(Clone)]
pub(crate) enum UpvalueRef {
    Captured {
        index: u32,
        description: UpvalueDesc,
    },
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

impl<'a> Compiler<'a> {
    /// Variable `n` of the innermost function.
    pub(crate) fn variable(&mut self, n: usize) -> &mut Variable {
        let first = self.current().first_variable;
        &mut self.variables[first + n]
    }

    /// Adds a variable that is not active yet; returns its number.
    pub(crate) fn new_variable(&mut self, name: VariableName) -> usize {
        self.variables.push(Variable {
            name,
            kind: VariableKind::Regular,
            register: 0,
            debug: 0,
        });
        self.variables.len() - 1 - self.current().first_variable
    }

    /// The first register above those of the first `count` variables.
    pub(crate) fn register_level(&self, count: usize) -> u32 {
        let first = self.current().first_variable;
        let variables = &self.variables[first..first + count];
        let last = variables
            .iter()
            .rev()
            .find(|v| !matches!(v.kind, VariableKind::CompileTime(_)));
        last.map_or(0, |v| v.register + 1)
    }

    /// The first register above those of all active variables.
    pub(crate) fn registers_of_variables(&self) -> u32 {
        self.register_level(self.current().active)
    }

    /// Lets the scope of the next `count` variables begin.
    pub(crate) fn activate_variables(&mut self, count: usize) {
        let first_register = self.registers_of_variables();
        for register in first_register..first_register + count as u32 {
            let n = self.f().active;
            self.f().active += 1;
            let name = match self.variable(n).name {
                VariableName::Id(id) => self.text(id),
                VariableName::SelfParameter => b"self".as_slice().into(),
                VariableName::ForState => b"(for state)".as_slice().into(),
            };
            let start_pc = self.pc() as u32;
            let variables = &mut self.f().proto.local_vars;
            variables.push(LocalVar {
                name: Some(name),
                start_pc,
                end_pc: 0,
            });
            let debug = variables.len() - 1;
            let variable = self.variable(n);
            variable.register = register;
            variable.debug = debug;
        }
    }

    fn remove_variables(&mut self, to: usize) {
        let end_pc = self.pc() as u32;
        let first = self.current().first_variable;
        for n in to..self.current().active {
            let variable = &self.variables[first + n];
            if !matches!(variable.kind, VariableKind::CompileTime(_)) {
                let debug = variable.debug;
                self.f().proto.local_vars[debug].end_pc = end_pc;
            }
        }
        self.variables.truncate(first + to);
        self.f().active = to;
    }

    pub(crate) fn enter_block(&mut self, is_loop: bool) {
        let (first_label, first_goto) = (self.labels.len(), self.gotos.len());
        let f = self.f();
        let inside_to_be_closed = f.blocks.last().is_some_and(|block| block.inside_to_be_closed);
        f.blocks.push(Block {
            is_loop,
            active: f.active,
            first_label,
            first_goto,
            has_upvalue: false,
            inside_to_be_closed,
        });
    }

    pub(crate) fn block(&mut self) -> &mut Block {
        self.f().blocks.last_mut().expect("a function has a block")
    }

    /// Ends a block: its variables go, its `break`s find their target. Returns whether variables were captured.
    pub(crate) fn leave_block(&mut self) -> Result<bool> {
        let (is_loop, active) = (self.block().is_loop, self.block().active);
        let level = self.register_level(active);
        self.remove_variables(active);
        let closed = is_loop && self.create_label(LabelName::Break, false)?;
        let has_upvalue = self.block().has_upvalue;
        let is_nested = self.f().blocks.len() > 1;
        if !closed && is_nested && has_upvalue {
            self.emit(OpCode::Close, level, 0, 0);
        }
        self.f().free_register = level;
        let block = self.f().blocks.pop().expect("a block to leave");
        self.labels.truncate(block.first_label);
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
        self.f().needs_close = true;
    }

    /// What the upvalues of a function are, which is about to be compiled inside the innermost one; variables of that
    /// one are marked as captured.
    pub(crate) fn capture(&mut self, tree: &Function<'a>) -> Vec<UpvalueRef> {
        let mut upvalues: Vec<UpvalueRef> = Vec::with_capacity(tree.upvalues.len());
        let mut next = 0;
        for upvalue in tree.upvalues {
            let name = self.text(upvalue.name);
            let captured = if self.functions.is_empty() {
                UpvalueRef::Captured {
                    index: 0,
                    description: upvalue_description(name, true, 0, 0),
                }
            } else if upvalue.in_stack {
                self.capture_variable(upvalue.index.into(), name)
            } else {
                match &self.current().upvalues[usize::from(upvalue.index)] {
                    UpvalueRef::Constant(constant) => UpvalueRef::Constant(*constant),
                    UpvalueRef::Captured { index, description } => UpvalueRef::Captured {
                        index: 0,
                        description: upvalue_description(name, false, *index as u8, description.kind),
                    },
                }
            };
            upvalues.push(match captured {
                UpvalueRef::Captured { description, .. } => {
                    next += 1;
                    UpvalueRef::Captured {
                        index: next - 1,
                        description,
                    }
                }
                constant => constant,
            });
        }
        upvalues
    }

    fn capture_variable(&mut self, n: usize, name: Box<[u8]>) -> UpvalueRef {
        let Variable { kind, register, .. } = *self.variable(n);
        if let VariableKind::CompileTime(constant) = kind {
            return UpvalueRef::Constant(constant);
        }
        let f = self.f();
        let block = f.blocks.iter_mut().rev().find(|block| block.active <= n);
        if let Some(block) = block {
            block.has_upvalue = true;
        }
        f.needs_close = true;
        UpvalueRef::Captured {
            index: 0,
            description: upvalue_description(name, true, register as u8, kind.number()),
        }
    }

    /// A local variable as a value.
    pub(crate) fn local(&mut self, n: usize) -> Value {
        let variable = self.variable(n);
        Value::new(match variable.kind {
            VariableKind::CompileTime(constant) => Place::NamedConstant(constant),
            _ => Place::Local {
                register: variable.register,
                variable: n,
            },
        })
    }

    /// An upvalue as a value.
    pub(crate) fn upvalue(&self, n: usize) -> Value {
        Value::new(match &self.current().upvalues[n] {
            UpvalueRef::Constant(constant) => Place::NamedConstant(*constant),
            UpvalueRef::Captured { index, .. } => Place::Upvalue(*index),
        })
    }
}
