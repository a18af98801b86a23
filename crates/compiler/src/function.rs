//! The functions being compiled, innermost last: emitting instructions and their lines.
//!
//! The reference gives an instruction the line of the last token that it has read. Walking the tree in source order,
//! `last_line` is kept at that line.

use crate::Result;
use crate::labels::Label;
use crate::scopes::{Block, UpvalueRef, Variable};
use moonquakes_bytecode::proto::{ABS_LINE_INFO, MAX_INSTRUCTIONS_WITHOUT_ABS_LINE};
use moonquakes_bytecode::{AbsLineInfo, Instruction, OpCode, Proto, UpvalueDesc};
use moonquakes_syntax::ast::{Expr, Function};
use moonquakes_syntax::{Interner, StringId};
use std::collections::HashMap;

/// Line differences from here on are stored as absolute lines.
const MAX_LINE_DIFFERENCE: i64 = 0x80;

/// A function being compiled.
pub(crate) struct FunctionState {
    pub proto: Proto,
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
    /// Place of the function's first variable and of its first label in the compiler's lists.
    pub first_variable: usize,
    pub first_label: usize,
    pub blocks: Vec<Block>,
    /// The function has to close variables when it returns.
    pub needs_close: bool,
    /// What the tree's upvalues are.
    pub upvalues: Vec<UpvalueRef>,
    /// The tree's upvalue that is `_ENV`.
    pub environment: usize,
}

/// The compiler of a chunk.
pub(crate) struct Compiler<'a> {
    pub interner: &'a Interner,
    pub functions: Vec<FunctionState>,
    pub variables: Vec<Variable>,
    pub labels: Vec<Label>,
    pub gotos: Vec<Label>,
    /// Line of the last token that was passed.
    pub last_line: u32,
    /// Left spines of expressions that are being walked.
    pub spine: Vec<Expr<'a>>,
    /// Where constants were last put. As in the reference the tables serve all functions of a chunk: an entry of
    /// another function is noticed and replaced.
    pub string_constants: Vec<u32>,
    pub long_string_constants: HashMap<&'a [u8], u32>,
    pub number_constants: HashMap<(bool, u64), u32>,
    pub other_constants: [u32; 3],
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(interner: &'a Interner) -> Self {
        Compiler {
            interner,
            functions: Vec::new(),
            variables: Vec::new(),
            labels: Vec::new(),
            gotos: Vec::new(),
            last_line: 1,
            spine: Vec::new(),
            string_constants: vec![u32::MAX; interner.len()],
            long_string_constants: HashMap::new(),
            number_constants: HashMap::new(),
            other_constants: [u32::MAX; 3],
        }
    }

    /// Compiles the main function of a chunk.
    pub(crate) fn main_function(&mut self, main: &'a Function<'a>) -> Result<Proto> {
        self.function(main)
    }

    /// The innermost function.
    #[inline(always)]
    pub(crate) fn f(&mut self) -> &mut FunctionState {
        let last = self.functions.len() - 1;
        &mut self.functions[last]
    }

    #[inline(always)]
    pub(crate) fn current(&self) -> &FunctionState {
        &self.functions[self.functions.len() - 1]
    }

    /// The bytes of a name.
    pub(crate) fn text(&self, id: StringId) -> Box<[u8]> {
        self.interner.get(id).into()
    }

    /// Compiles a function to its prototype; the enclosing function, if there is one, is left as it is but for
    /// variables that are captured.
    pub(crate) fn function(&mut self, tree: &'a Function<'a>) -> Result<Proto> {
        let upvalues = self.capture(tree);
        let mut descriptions = Vec::new();
        for upvalue in &upvalues {
            if let UpvalueRef::Captured { description, .. } = upvalue {
                descriptions.push(description.clone());
            }
        }
        self.functions.push(FunctionState {
            proto: Proto {
                line_defined: tree.line,
                last_line_defined: tree.end_line,
                // Registers 0 and 1 are always valid.
                max_stack_size: 2,
                upvalues: descriptions,
                ..Proto::default()
            },
            previous_line: tree.line.into(),
            since_absolute_line: 0,
            last_target: 0,
            free_register: 0,
            active: 0,
            first_variable: self.variables.len(),
            first_label: self.labels.len(),
            blocks: Vec::new(),
            needs_close: false,
            upvalues,
            environment: tree.env.unwrap_or(0).into(),
        });
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
        let state = self.functions.pop().expect("the function that was pushed");
        Ok(state.proto)
    }

    fn is_main(&self) -> bool {
        self.functions.len() == 1
    }

    fn parameters(&mut self, tree: &'a Function<'a>) -> Result {
        if tree.is_method {
            self.new_variable(crate::scopes::VariableName::SelfParameter);
            self.activate_variables(1);
        }
        for parameter in tree.parameters {
            self.last_line = parameter.line;
            self.new_variable(crate::scopes::VariableName::Id(parameter.id));
        }
        self.activate_variables(tree.parameters.len());
        let count = self.f().active as u32;
        self.f().proto.num_params = count as u8;
        if let Some(line) = tree.vararg_line {
            self.last_line = line;
            self.f().proto.is_vararg = true;
            self.emit(OpCode::VarArgPrep, count, 0, 0);
        }
        self.reserve(count)
    }

    // Instructions

    /// Number of instructions so far, which is the position of the next one.
    #[inline(always)]
    pub(crate) fn pc(&self) -> i32 {
        self.current().proto.code.len() as i32
    }

    pub(crate) fn at(&mut self, pc: i32) -> &mut Instruction {
        &mut self.f().proto.code[pc as usize]
    }

    /// Emits an instruction and returns its position.
    pub(crate) fn emit_instruction(&mut self, instruction: Instruction) -> i32 {
        let line = self.last_line;
        let f = self.f();
        f.proto.code.push(instruction);
        f.save_line(line.into());
        f.proto.code.len() as i32 - 1
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
        let f = self.f();
        f.remove_last_line();
        f.save_line(line.into());
    }

    pub(crate) fn remove_last_instruction(&mut self) {
        let f = self.f();
        f.remove_last_line();
        f.proto.code.pop();
    }

    /// The last instruction, unless a jump may lead behind it.
    pub(crate) fn previous_instruction(&mut self) -> Option<&mut Instruction> {
        let f = self.f();
        if f.proto.code.len() as i32 > f.last_target {
            f.proto.code.last_mut()
        } else {
            None
        }
    }

    /// Last touches: returns that have more to do, jumps to jumps.
    fn finish(&mut self) -> Result {
        let (needs_close, is_vararg) = (self.f().needs_close, self.f().proto.is_vararg);
        let params = self.f().proto.num_params;
        for pc in 0..self.pc() {
            let i = self.at(pc);
            match i.opcode() {
                Some(op @ (OpCode::Return0 | OpCode::Return1 | OpCode::Return | OpCode::TailCall)) => {
                    if matches!(op, OpCode::Return0 | OpCode::Return1) {
                        if !needs_close && !is_vararg {
                            continue;
                        }
                        i.set_opcode(OpCode::Return);
                    }
                    if needs_close {
                        i.set_k(true);
                    }
                    if is_vararg {
                        i.set_c(u32::from(params) + 1);
                    }
                }
                Some(OpCode::Jmp) => {
                    let target = self.final_target(pc);
                    self.fix_jump(pc, target)?;
                }
                _ => {}
            }
        }
        Ok(())
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

impl FunctionState {
    fn save_line(&mut self, line: i64) {
        let mut difference = line - self.previous_line;
        let far = difference.abs() >= MAX_LINE_DIFFERENCE;
        let due = !far && {
            let due = self.since_absolute_line >= MAX_INSTRUCTIONS_WITHOUT_ABS_LINE;
            self.since_absolute_line += 1;
            due
        };
        if far || due {
            let pc = self.proto.code.len() as u32 - 1;
            self.proto.abs_line_info.push(AbsLineInfo {
                pc,
                line: line as u32,
            });
            difference = ABS_LINE_INFO.into();
            self.since_absolute_line = 1;
        }
        self.proto.line_info.push(difference as i8);
        self.previous_line = line;
    }

    fn remove_last_line(&mut self) {
        match self.proto.line_info.pop() {
            Some(ABS_LINE_INFO) => {
                self.proto.abs_line_info.pop();
                // The next one has to be absolute again.
                self.since_absolute_line = MAX_INSTRUCTIONS_WITHOUT_ABS_LINE + 1;
            }
            Some(difference) => {
                self.previous_line -= i64::from(difference);
                self.since_absolute_line -= 1;
            }
            None => {}
        }
    }
}

/// What a captured variable is called in the prototype.
pub(crate) fn upvalue_description(name: Box<[u8]>, in_stack: bool, index: u8, kind: u8) -> UpvalueDesc {
    UpvalueDesc {
        name: Some(name),
        in_stack,
        index,
        kind,
    }
}
