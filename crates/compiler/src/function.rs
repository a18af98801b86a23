//! The function being compiled: emitting instructions and their lines.
//!
//! The parts of all open functions lie on common stacks ([`Lists`]), those of the innermost on top; a function that is
//! complete takes its parts off, each in a block of exactly its size.
//!
//! The reference gives an instruction the line of the last token that it has read. Walking the tree in source order,
//! `last_line` is kept at that line.

use crate::Result;
use crate::constants::Constants;
use crate::labels::Label;
use crate::scopes::{Block, UpvalueRef, Variable, VariableName};
use moonquakes_bytecode::proto::{ABS_LINE_INFO, MAX_INSTRUCTIONS_WITHOUT_ABS_LINE};
use moonquakes_bytecode::{AbsLineInfo, Constant, Instruction, LocalVar, OpCode, Proto};
use moonquakes_syntax::Interner;
use moonquakes_syntax::ast::{Expr, Function};
use std::collections::HashMap;
use std::mem;

/// Line differences from here on are stored as absolute lines.
const MAX_LINE_DIFFERENCE: i64 = 0x80;

/// The parts of open functions.
#[derive(Default)]
pub(crate) struct Lists<'s> {
    pub code: Vec<Instruction>,
    pub line_info: Vec<i8>,
    pub abs_line_info: Vec<AbsLineInfo>,
    pub constants: Vec<Constant<'s>>,
    pub protos: Vec<Proto<'s>>,
    pub local_vars: Vec<LocalVar<'s>>,
    /// What the tree's upvalues are.
    pub upvalues: Vec<UpvalueRef>,
    pub blocks: Vec<Block>,
    pub variables: Vec<Variable>,
    pub labels: Vec<Label>,
    pub gotos: Vec<Label>,
}

/// Where the parts of the innermost function begin.
#[derive(Clone, Copy, Default)]
pub(crate) struct Starts {
    pub code: usize,
    pub abs_line_info: usize,
    pub constants: usize,
    pub protos: usize,
    pub local_vars: usize,
    pub upvalues: usize,
    pub blocks: usize,
    pub variables: usize,
    pub labels: usize,
}

impl<'s> Lists<'s> {
    /// The same room for the parts of another chunk's functions.
    pub(crate) fn reuse<'other>(self) -> Lists<'other> {
        Lists {
            code: emptied(self.code),
            line_info: emptied(self.line_info),
            abs_line_info: emptied(self.abs_line_info),
            constants: emptied(self.constants).into_iter().map(unreachable).collect(),
            protos: emptied(self.protos).into_iter().map(unreachable).collect(),
            local_vars: emptied(self.local_vars).into_iter().map(unreachable).collect(),
            upvalues: emptied(self.upvalues),
            blocks: emptied(self.blocks),
            variables: emptied(self.variables),
            labels: emptied(self.labels),
            gotos: emptied(self.gotos),
        }
    }

    fn ends(&self) -> Starts {
        Starts {
            code: self.code.len(),
            abs_line_info: self.abs_line_info.len(),
            constants: self.constants.len(),
            protos: self.protos.len(),
            local_vars: self.local_vars.len(),
            upvalues: self.upvalues.len(),
            blocks: self.blocks.len(),
            variables: self.variables.len(),
            labels: self.labels.len(),
        }
    }

    /// Takes the innermost function's parts off; the rest of the prototype is left to the caller.
    fn take(&mut self, starts: &Starts) -> Proto<'s> {
        self.upvalues.truncate(starts.upvalues);
        Proto {
            code: take(&mut self.code, starts.code),
            line_info: take(&mut self.line_info, starts.code),
            abs_line_info: take(&mut self.abs_line_info, starts.abs_line_info),
            constants: take(&mut self.constants, starts.constants),
            protos: self.protos.drain(starts.protos..).collect(),
            local_vars: take(&mut self.local_vars, starts.local_vars),
            ..Proto::default()
        }
    }
}

fn emptied<T>(mut list: Vec<T>) -> Vec<T> {
    list.clear();
    list
}

/// Maps the elements of an empty list, which [`collect`](Iterator::collect) leaves where it is.
fn unreachable<T, U>(_: T) -> U {
    unreachable!("an empty list has no elements")
}

fn take<T: Copy>(list: &mut Vec<T>, start: usize) -> Vec<T> {
    let taken = list[start..].to_vec();
    list.truncate(start);
    taken
}

/// The innermost function.
#[derive(Clone, Copy, Default)]
pub(crate) struct FunctionState {
    pub starts: Starts,
    /// Functions around it.
    pub depth: u32,
    num_params: u8,
    is_vararg: bool,
    pub max_stack_size: u8,
    /// The function has to close variables when it returns.
    pub needs_close: bool,
    /// Line of the last instruction.
    previous_line: i64,
    /// Instructions since the last absolute line.
    since_absolute_line: u32,
    /// Position that is the target of a jump, at the end of the code: nothing before it may be changed any more.
    pub last_target: i32,
    /// First free register.
    pub free_register: u32,
    /// Active local variables.
    pub active: usize,
    /// The tree's upvalue that is `_ENV`.
    pub environment: usize,
}

/// The compiler of a chunk: `'t` is the tree, `'s` its strings.
pub(crate) struct Compiler<'t, 's> {
    pub interner: &'s Interner,
    pub lists: Lists<'s>,
    pub f: FunctionState,
    /// Line of the last token that was passed.
    pub last_line: u32,
    /// Left spines of expressions that are being walked.
    pub spine: Vec<Expr<'t>>,
    pub constants: Constants,
    /// Where long strings were last put as constants.
    pub long_strings: HashMap<&'s [u8], u32>,
}

impl<'t, 's> Compiler<'t, 's> {
    pub(crate) fn new(interner: &'s Interner, lists: Lists<'s>, mut constants: Constants) -> Self {
        constants.start(interner);
        Compiler {
            interner,
            lists,
            f: FunctionState::default(),
            last_line: 1,
            spine: Vec::new(),
            constants,
            long_strings: HashMap::new(),
        }
    }

    /// Compiles a function to its prototype; the enclosing function, if there is one, is left as it is but for
    /// variables that are captured.
    pub(crate) fn function(&mut self, tree: &'t Function<'t>) -> Result<Proto<'s>> {
        let starts = self.lists.ends();
        let upvalues = self.capture(tree);
        let function = FunctionState {
            starts,
            depth: self.f.depth + 1,
            // Registers 0 and 1 are always valid.
            max_stack_size: 2,
            previous_line: tree.line.into(),
            environment: tree.env.unwrap_or(0).into(),
            ..FunctionState::default()
        };
        let enclosing = mem::replace(&mut self.f, function);
        self.enter_block(false);
        self.parameters(tree)?;
        self.statements(tree.body, false)?;
        if !self.is_main() {
            self.last_line = tree.end_line;
        }
        let first = self.registers_of_variables();
        self.emit_return(first, 0);
        self.leave_block()?;
        self.finish()?;
        let f = mem::replace(&mut self.f, enclosing);
        Ok(Proto {
            line_defined: tree.line,
            last_line_defined: tree.end_line,
            num_params: f.num_params,
            is_vararg: f.is_vararg,
            max_stack_size: f.max_stack_size,
            upvalues,
            ..self.lists.take(&starts)
        })
    }

    pub(crate) fn is_main(&self) -> bool {
        self.f.depth == 1
    }

    fn parameters(&mut self, tree: &'t Function<'t>) -> Result {
        if tree.is_method {
            self.new_variable(VariableName::SelfParameter);
            self.activate_variables(1);
        }
        for parameter in tree.parameters {
            self.last_line = parameter.line;
            self.new_variable(VariableName::Id(parameter.id));
        }
        self.activate_variables(tree.parameters.len());
        let count = self.f.active as u32;
        self.f.num_params = count as u8;
        if let Some(line) = tree.vararg_line {
            self.last_line = line;
            self.f.is_vararg = true;
            self.emit(OpCode::VarArgPrep, count, 0, 0);
        }
        self.reserve(count)
    }

    // Instructions

    /// Number of instructions so far, which is the position of the next one.
    #[inline(always)]
    pub(crate) fn pc(&self) -> i32 {
        (self.lists.code.len() - self.f.starts.code) as i32
    }

    #[inline(always)]
    pub(crate) fn at(&mut self, pc: i32) -> &mut Instruction {
        &mut self.lists.code[self.f.starts.code + pc as usize]
    }

    /// Emits an instruction and returns its position.
    pub(crate) fn emit_instruction(&mut self, instruction: Instruction) -> i32 {
        let pc = self.pc();
        self.lists.code.push(instruction);
        self.save_line(pc, self.last_line.into());
        pc
    }

    pub(crate) fn emit(&mut self, op: OpCode, a: u32, b: u32, c: u32) -> i32 {
        self.emit_instruction(Instruction::abc(op, a, b, c, false))
    }

    pub(crate) fn emit_k(&mut self, op: OpCode, a: u32, b: u32, c: u32, k: bool) -> i32 {
        self.emit_instruction(Instruction::abc(op, a, b, c, k))
    }

    pub(crate) fn emit_bx(&mut self, op: OpCode, a: u32, bx: u32) -> i32 {
        self.emit_instruction(Instruction::abx(op, a, bx))
    }

    pub(crate) fn emit_sbx(&mut self, op: OpCode, a: u32, sbx: i32) -> i32 {
        self.emit_instruction(Instruction::asbx(op, a, sbx))
    }

    pub(crate) fn emit_extra(&mut self, ax: u32) -> i32 {
        self.emit_instruction(Instruction::from_ax(OpCode::ExtraArg, ax))
    }

    /// Returns `count` values (-1: up to the top) from the register `first` on.
    pub(crate) fn emit_return(&mut self, first: u32, count: i32) {
        let op = match count {
            0 => OpCode::Return0,
            1 => OpCode::Return1,
            _ => OpCode::Return,
        };
        self.emit(op, first, (count + 1) as u32, 0);
    }

    /// Corrects the line of the last instruction.
    pub(crate) fn fix_line(&mut self, line: u32) {
        if self.f.previous_line != line.into() {
            self.remove_last_line();
            self.save_line(self.pc() - 1, line.into());
        }
    }

    pub(crate) fn remove_last_instruction(&mut self) {
        self.remove_last_line();
        self.lists.code.pop();
    }

    /// The last instruction, unless a jump may lead behind it.
    pub(crate) fn previous_instruction(&mut self) -> Option<&mut Instruction> {
        if self.pc() > self.f.last_target {
            self.lists.code.last_mut()
        } else {
            None
        }
    }

    #[inline(always)]
    fn save_line(&mut self, pc: i32, line: i64) {
        let f = &mut self.f;
        let mut difference = line - f.previous_line;
        let far = difference.abs() >= MAX_LINE_DIFFERENCE;
        let due = !far && {
            let due = f.since_absolute_line >= MAX_INSTRUCTIONS_WITHOUT_ABS_LINE;
            f.since_absolute_line += 1;
            due
        };
        if far || due {
            self.lists.abs_line_info.push(AbsLineInfo {
                pc: pc as u32,
                line: line as u32,
            });
            difference = ABS_LINE_INFO.into();
            f.since_absolute_line = 1;
        }
        self.lists.line_info.push(difference as i8);
        f.previous_line = line;
    }

    fn remove_last_line(&mut self) {
        match self.lists.line_info.pop() {
            Some(ABS_LINE_INFO) => {
                self.lists.abs_line_info.pop();
                // The next one has to be absolute again.
                self.f.since_absolute_line = MAX_INSTRUCTIONS_WITHOUT_ABS_LINE + 1;
            }
            Some(difference) => {
                self.f.previous_line -= i64::from(difference);
                self.f.since_absolute_line -= 1;
            }
            None => {}
        }
    }

    /// Last touches: returns that have more to do, jumps to jumps.
    fn finish(&mut self) -> Result {
        let returns_do_more = self.f.needs_close || self.f.is_vararg;
        for pc in 0..self.pc() {
            let i = *self.at(pc);
            if i.is(OpCode::Jmp) {
                let target = self.final_target(pc);
                self.fix_jump(pc, target)?;
            } else if returns_do_more {
                self.finish_return(pc);
            }
        }
        Ok(())
    }

    fn finish_return(&mut self, pc: i32) {
        let (needs_close, is_vararg) = (self.f.needs_close, self.f.is_vararg);
        let num_params = u32::from(self.f.num_params);
        let i = self.at(pc);
        if i.is(OpCode::Return0) || i.is(OpCode::Return1) {
            i.set_opcode(OpCode::Return);
        } else if !i.is(OpCode::Return) && !i.is(OpCode::TailCall) {
            return;
        }
        if needs_close {
            i.set_k(true);
        }
        if is_vararg {
            i.set_c(num_params + 1);
        }
    }

    /// Where a jump leads in the end.
    fn final_target(&mut self, pc: i32) -> i32 {
        const LONGEST_CHAIN: usize = 100;
        let mut target = pc;
        for _ in 0..LONGEST_CHAIN {
            let i = *self.at(target);
            if !i.is(OpCode::Jmp) {
                break;
            }
            target += i.sj() + 1;
        }
        target
    }
}
