//! Scopes and what names mean: a local variable, an upvalue, or a field of `_ENV`.

use super::Builder;
use super::labels::Jump;
use super::semantic_error::SemanticError;
use crate::ast::{Attrib, Expr, UpvalueDesc};
use crate::error::Failure;
use crate::interner::{ENV, StringId};
use crate::lexer::Token;

/// A variable in scope.
#[derive(Clone, Copy)]
pub(super) struct Variable {
    /// `None` for the hidden variables of a `for` loop.
    pub name: Option<StringId>,
    pub attrib: Attrib,
    /// The level of the function that owns it.
    function: u32,
    /// What the name meant before: index + 1 in `variables`, or 0.
    shadowed: u32,
}

/// A block that is open.
#[derive(Clone, Copy)]
pub(super) struct Scope {
    pub variables: u32,
    pub first_label: u32,
    pub first_goto: u32,
    /// Whether the block's first statement is void.
    pub starts_with_void: bool,
}

/// What a name means in the current function.
enum Meaning {
    Local(u32),
    Upvalue(u32),
    Global,
}

const MAX_VARIABLES: usize = 200;
const MAX_UPVALUES: usize = 255;

impl<'a> Builder<'a> {
    /// A name in an expression.
    #[inline(always)]
    pub fn name(&mut self, token: Token) -> Result<Expr<'a>, Failure> {
        match self.resolve(token.id())? {
            Meaning::Local(index) => Ok(Expr::Local(token.leaf.with_value(index))),
            Meaning::Upvalue(index) => Ok(Expr::Upvalue(token.leaf.with_value(index))),
            Meaning::Global => self.global(token),
        }
    }

    #[inline(always)]
    fn global(&mut self, token: Token) -> Result<Expr<'a>, Failure> {
        if self.is_env_undeclared() && self.function().env.is_some() {
            return Ok(Expr::Global(token.leaf));
        }
        self.first_global(token)
    }

    /// Whether no program variable is called `_ENV`: the only one is the chunk's upvalue.
    #[inline(always)]
    fn is_env_undeclared(&self) -> bool {
        self.bindings[ENV.0 as usize] == 1
    }

    #[inline(never)]
    fn first_global(&mut self, token: Token) -> Result<Expr<'a>, Failure> {
        let object = match self.resolve(ENV)? {
            Meaning::Upvalue(index) if self.is_env_undeclared() => {
                self.function_mut().env = Some(index as u8);
                return Ok(Expr::Global(token.leaf));
            }
            Meaning::Upvalue(index) => Expr::Upvalue(token.leaf.with_value(index)),
            Meaning::Local(index) => Expr::Local(token.leaf.with_value(index)),
            Meaning::Global => unreachable!("_ENV is always bound"),
        };
        Ok(self.field(object, token))
    }

    #[inline(always)]
    fn resolve(&mut self, name: StringId) -> Result<Meaning, Failure> {
        let variable = match self.bindings.get(name.0 as usize) {
            None | Some(0) => return Ok(Meaning::Global),
            Some(binding) => binding - 1,
        };
        let owner = self.variables[variable as usize].function as usize;
        let function = self.function();
        if owner == self.level {
            return Ok(Meaning::Local(variable - function.first_variable));
        }
        if let Some(index) = function.upvalues.iter().position(|(of, _)| *of == variable) {
            return Ok(Meaning::Upvalue(index as u32));
        }
        Ok(Meaning::Upvalue(self.capture(variable, owner)?))
    }

    /// Makes a variable an upvalue of the current function and of those between it and the owner.
    #[inline(never)]
    fn capture(&mut self, variable: u32, owner: usize) -> Result<u32, Failure> {
        let Variable { name, attrib, .. } = self.variables[variable as usize];
        let name = name.expect("only variables with a name can be meant");
        let mut in_stack = true;
        let mut index = variable - self.functions[owner].first_variable;
        for level in owner + 1..=self.level {
            let function = &mut self.functions[level];
            let known = function.upvalues.iter().position(|(of, _)| *of == variable);
            index = match known {
                Some(known) => known as u32,
                None if function.upvalues.len() < MAX_UPVALUES => {
                    let upvalue = UpvalueDesc {
                        name,
                        in_stack,
                        index: index as u8,
                        attrib,
                    };
                    function.upvalues.push((variable, upvalue));
                    function.upvalues.len() as u32 - 1
                }
                None => return Err(self.too_many(level, "upvalues", MAX_UPVALUES)),
            };
            in_stack = false;
        }
        Ok(index)
    }

    #[cold]
    fn too_many(&mut self, level: usize, what: &'static str, limit: usize) -> Failure {
        let function_line = self.functions[level].line;
        self.refuse(SemanticError::TooMany {
            what,
            limit,
            function_line,
        })
    }

    /// Brings a variable into scope.
    pub(super) fn declare(&mut self, name: Option<StringId>, attrib: Attrib) {
        let index = self.variables.len() as u32;
        let mut shadowed = 0;
        if let Some(StringId(id)) = name {
            let id = id as usize;
            if id >= self.bindings.len() {
                self.bindings.resize((id + 1).next_power_of_two(), 0);
            }
            shadowed = std::mem::replace(&mut self.bindings[id], index + 1);
        }
        self.variables.push(Variable {
            name,
            attrib,
            function: self.level as u32,
            shadowed,
        });
    }

    /// Refuses more variables in one function than registers can hold.
    pub(super) fn check_variables(&mut self, extra: usize) -> Result<(), Failure> {
        let function = self.function();
        let declared = self.variables.len() - function.first_variable as usize;
        if declared + function.pending_variables as usize + extra > MAX_VARIABLES {
            return Err(self.too_many(self.level, "local variables", MAX_VARIABLES));
        }
        Ok(())
    }

    /// A name in a `local` statement, which comes into scope only behind it.
    pub fn pending_variable(&mut self, name: Token) -> Result<Token, Failure> {
        self.check_variables(1)?;
        self.function_mut().pending_variables += 1;
        Ok(name)
    }

    /// The attribute of the variable that an expression is.
    pub(super) fn check_assignable(&mut self, target: Expr<'a>) -> Result<(), Failure> {
        let function = self.function();
        let (name, attrib) = match target {
            Expr::Local(leaf) => {
                let variable = &self.variables[(function.first_variable + leaf.value()) as usize];
                (variable.name, variable.attrib)
            }
            Expr::Upvalue(leaf) => {
                let upvalue = &function.upvalues[leaf.value() as usize].1;
                (Some(upvalue.name), upvalue.attrib)
            }
            _ => return Ok(()),
        };
        match (name, attrib) {
            (Some(name), Attrib::Const | Attrib::Close) => {
                Err(self.refuse(SemanticError::AssignmentToConstant(name)))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn open_scope(&mut self) {
        self.scopes.push(Scope {
            variables: self.variables.len() as u32,
            first_label: self.labels.len() as u32,
            first_goto: self.gotos.len() as u32,
            starts_with_void: false,
        });
    }

    pub(super) fn scope(&self) -> Scope {
        *self.scopes.last().expect("a block is open")
    }

    pub(super) fn scope_mut(&mut self) -> &mut Scope {
        self.scopes.last_mut().expect("a block is open")
    }

    /// Ends a block's scope: its variables and labels are gone, its jumps leave it.
    pub fn close_scope(&mut self) {
        let scope = self.scope();
        self.scopes.pop();
        for variable in self.variables.drain(scope.variables as usize..).rev() {
            if let Some(StringId(id)) = variable.name {
                self.bindings[id as usize] = variable.shadowed;
            }
        }
        self.labels.truncate(scope.first_label as usize);
        for Jump { variables, .. } in &mut self.gotos[scope.first_goto as usize..] {
            *variables = scope.variables;
        }
    }
}
