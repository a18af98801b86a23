//! Function bodies, and the statements that name them.

use super::Builder;
use super::UpvalueInMaking;
use crate::ast::{Attrib, Block, Expr, Function, FunctionStat, LocalFunction, NameRef, Stat};
use crate::error::Failure;
use crate::interner;
use crate::lexer::Token;

/// A function that is open.
#[derive(Default)]
pub(super) struct FunctionState<'a> {
    pub first_variable: u32,
    pub first_label: u32,
    pub first_goto: u32,
    /// Names of a `local` statement that is not complete.
    pub pending_variables: u32,
    /// Loops around the current statement.
    pub loops: u32,
    /// The upvalue that is `_ENV`, if globals are used.
    pub env: Option<u8>,
    pub upvalues: Vec<UpvalueInMaking>,
    pub line: u32,
    vararg_line: Option<u32>,
    is_method: bool,
    /// What the function will be stored in.
    target: Option<Expr<'a>>,
    parameters: &'a [NameRef],
}

impl<'a> Builder<'a> {
    /// Opens a function; what was open at this level before is used again.
    pub(super) fn push_function(&mut self, line: u32, vararg_line: Option<u32>) {
        self.level += 1;
        if self.functions.len() <= self.level {
            self.functions.push(FunctionState::default());
        }
        let function = &mut self.functions[self.level];
        let mut upvalues = std::mem::take(&mut function.upvalues);
        upvalues.clear();
        *function = FunctionState {
            first_variable: self.variables.len() as u32,
            first_label: self.labels.len() as u32,
            first_goto: self.gotos.len() as u32,
            upvalues,
            line,
            vararg_line,
            ..FunctionState::default()
        };
    }

    #[inline(always)]
    pub(super) fn function(&self) -> &FunctionState<'a> {
        &self.functions[self.level]
    }

    #[inline(always)]
    pub(super) fn function_mut(&mut self) -> &mut FunctionState<'a> {
        &mut self.functions[self.level]
    }

    /// At the `(` of the parameters; `token` has the line where the function begins.
    pub fn open_function(&mut self, token: Token, target: Option<Expr<'a>>, is_method: bool) {
        self.push_function(token.line(), None);
        self.open_scope();
        let function = self.function_mut();
        function.target = target;
        function.is_method = is_method;
        if is_method {
            self.declare(Some(interner::SELF), Attrib::None);
        }
    }

    /// A name in the list of parameters.
    pub fn parameter(&mut self, name: Token) -> Result<Token, Failure> {
        self.check_variables(1)?;
        self.declare(Some(name.id()), Attrib::None);
        Ok(name)
    }

    /// The names of all parameters.
    pub fn parameters(&mut self, names: u32) {
        self.function_mut().parameters = self.take_names(names);
    }

    /// `...` in the list of parameters.
    pub fn vararg_parameter(&mut self, token: Token) {
        self.function_mut().vararg_line = Some(token.line());
    }

    /// At the `end` of a function, or of the chunk.
    pub fn close_function(
        &mut self,
        body: &'a Block<'a>,
        end_line: u32,
    ) -> Result<&'a Function<'a>, Failure> {
        self.check_gotos()?;
        self.close_scope();
        let function = self.function();
        let upvalues = function.upvalues.iter().map(|(_, upvalue)| *upvalue);
        let closed = self.arena.alloc(Function {
            parameters: function.parameters,
            body,
            upvalues: self.arena.alloc_slice_fill_iter(upvalues),
            vararg_line: function.vararg_line,
            is_method: function.is_method,
            env: function.env,
            line: function.line,
            end_line,
        });
        self.level -= 1;
        Ok(closed)
    }

    /// `function a.b:c() end`
    pub fn function_stat(&mut self, body: &'a Block<'a>, end: Token) -> Result<Stat<'a>, Failure> {
        let target = self
            .function()
            .target
            .expect("a function statement names its target");
        let function = self.close_function(body, end.line())?;
        self.check_assignable(target)?;
        Ok(Stat::Function(
            self.arena.alloc(FunctionStat { target, function }),
        ))
    }

    /// `local function name`: the name is in scope in the body.
    pub fn local_function_name(&mut self, name: Token) -> Result<Token, Failure> {
        self.check_variables(1)?;
        self.declare(Some(name.id()), Attrib::None);
        Ok(name)
    }

    /// `local function name() end`
    pub fn local_function(
        &mut self,
        name: Token,
        body: &'a Block<'a>,
        end: Token,
    ) -> Result<Stat<'a>, Failure> {
        let function = self.close_function(body, end.line())?;
        let name = NameRef {
            id: name.id(),
            line: name.line(),
        };
        Ok(Stat::LocalFunction(
            self.arena.alloc(LocalFunction { name, function }),
        ))
    }

    /// `...` in an expression.
    pub fn vararg(&mut self, token: Token) -> Result<Expr<'a>, Failure> {
        if self.function().vararg_line.is_some() {
            return Ok(Expr::Vararg(token.leaf));
        }
        let line = token.line();
        Err(self.refuse(super::SemanticError::VarargOutsideVarargFunction { line }))
    }
}
