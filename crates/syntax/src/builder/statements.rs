//! Statements, and the heads of loops: a head is complete before its block starts, so that scopes open in time.

use super::Builder;
use super::semantic_error::SemanticError;
use crate::ast::{
    Arm, Assign, Assign1, Attrib, Block, Expr, ExprList, GenericFor, If, Local, NameRef, NumericFor, Repeat,
    Return, Stat, While,
};
use crate::error::Failure;
use crate::interner;
use crate::lexer::{Kind, Token};

/// The loop's state: index, limit and step.
const HIDDEN_IN_NUMERIC_FOR: usize = 3;

/// Iterator, state, control and closing value.
const HIDDEN_IN_GENERIC_FOR: usize = 4;

/// `for name = start, limit, step do`
#[derive(Clone, Copy)]
pub struct NumericForHead<'a> {
    variable: NameRef,
    start: Expr<'a>,
    limit: Expr<'a>,
    step: Option<Expr<'a>>,
    line: u32,
    do_line: u32,
}

/// `for names in exprs do`
#[derive(Clone, Copy)]
pub struct GenericForHead<'a> {
    names: &'a [NameRef],
    exprs: ExprList<'a>,
    line: u32,
    do_line: u32,
}

impl<'a> Builder<'a> {
    // ---- loops ----

    pub fn while_stat(&mut self, condition: Expr<'a>, body: &'a Block<'a>, end: Token) -> Stat<'a> {
        self.leave_loop();
        Stat::While(self.arena.alloc(While {
            condition,
            body,
            end_line: end.line(),
        }))
    }

    /// The condition sees the block's variables, so that the scope ends behind it.
    pub fn repeat_stat(&mut self, body: &'a Block<'a>, condition: Expr<'a>) -> Stat<'a> {
        self.close_scope();
        self.leave_loop();
        Stat::Repeat(self.arena.alloc(Repeat { body, condition }))
    }

    /// The first variable of a `for` loop. The lookahead tells the kind of loop, and so how many hidden variables
    /// precede it; if it tells nothing, the reference refuses it before it counts variables.
    pub fn for_name(&mut self, name: Token) -> Result<Token, Failure> {
        match self.progress.lookahead.get() {
            Kind::Assign => self.check_variables(HIDDEN_IN_NUMERIC_FOR + 1)?,
            Kind::Comma | Kind::In => self.check_variables(HIDDEN_IN_GENERIC_FOR + 1)?,
            _ => {}
        }
        Ok(name)
    }

    pub fn push_for_name(&mut self, names: u32, name: Token) -> Result<u32, Failure> {
        self.push_name(name, Attrib::None);
        self.check_variables(HIDDEN_IN_GENERIC_FOR + self.names.len() - names as usize)?;
        Ok(names)
    }

    fn open_for(&mut self, hidden_variables: usize, names: &[NameRef]) {
        self.open_scope();
        self.enter_loop();
        for _ in 0..hidden_variables {
            self.declare(None, Attrib::None);
        }
        for name in names {
            self.declare(Some(name.id), Attrib::None);
        }
    }

    pub fn numeric_for_head(
        &mut self,
        (token, name, do_token): (Token, Token, Token),
        start: Expr<'a>,
        limit: Expr<'a>,
        step: Option<Expr<'a>>,
    ) -> &'a NumericForHead<'a> {
        let variable = NameRef {
            id: name.id(),
            line: name.line(),
        };
        self.open_for(HIDDEN_IN_NUMERIC_FOR, &[variable]);
        let (line, do_line) = (token.line(), do_token.line());
        self.arena.alloc(NumericForHead {
            variable,
            start,
            limit,
            step,
            line,
            do_line,
        })
    }

    pub fn numeric_for(&mut self, head: &'a NumericForHead<'a>, body: &'a Block<'a>, end: Token) -> Stat<'a> {
        self.close_scope();
        self.leave_loop();
        let &NumericForHead {
            variable,
            start,
            limit,
            step,
            line,
            do_line,
        } = head;
        let end_line = end.line();
        let stat = NumericFor {
            variable,
            start,
            limit,
            step,
            body,
            line,
            do_line,
            end_line,
        };
        Stat::NumericFor(self.arena.alloc(stat))
    }

    /// At `in`: the line of the token behind it.
    pub fn line_behind_in(&self) -> u32 {
        self.progress.line.get()
    }

    pub fn generic_for_head(
        &mut self,
        names: u32,
        line: u32,
        exprs: u32,
        do_token: Token,
    ) -> &'a GenericForHead<'a> {
        let exprs = self.take_exprs(exprs);
        let names = self.take_names(names);
        self.open_for(HIDDEN_IN_GENERIC_FOR, names);
        self.arena.alloc(GenericForHead {
            names,
            exprs,
            line,
            do_line: do_token.line(),
        })
    }

    pub fn generic_for(&mut self, head: &'a GenericForHead<'a>, body: &'a Block<'a>, end: Token) -> Stat<'a> {
        self.close_scope();
        self.leave_loop();
        let &GenericForHead {
            names,
            exprs,
            line,
            do_line,
        } = head;
        let stat = GenericFor {
            names,
            exprs,
            body,
            line,
            do_line,
            end_line: end.line(),
        };
        Stat::GenericFor(self.arena.alloc(stat))
    }

    // ---- if ----

    pub fn arm(&mut self, condition: Expr<'a>, then: Token, body: &'a Block<'a>) -> u32 {
        self.arms.push(Arm {
            condition,
            body,
            then_line: then.line(),
        });
        self.arms.len() as u32 - 1
    }

    pub fn if_stat(&mut self, mark: u32, otherwise: Option<&'a Block<'a>>, end: Token) -> Stat<'a> {
        let arms = &*self.arena.alloc_slice_copy(&self.arms[mark as usize..]);
        self.arms.truncate(mark as usize);
        Stat::If(self.arena.alloc(If {
            arms,
            otherwise,
            end_line: end.line(),
        }))
    }

    // ---- calls and assignments ----

    /// A prefix expression as a statement.
    #[inline(always)]
    pub fn call_stat(&mut self, expr: Expr<'a>) -> Result<Stat<'a>, Failure> {
        match expr {
            Expr::Call(call) => Ok(Stat::Call(call)),
            Expr::MethodCall(call) => Ok(Stat::MethodCall(call)),
            _ => Err(self.refuse(SemanticError::NotAStatement)),
        }
    }

    /// A prefix expression as the target of an assignment.
    #[inline(always)]
    pub fn target(&mut self, expr: Expr<'a>) -> Result<Expr<'a>, Failure> {
        match expr {
            Expr::Index(_) | Expr::Global(_) => Ok(expr),
            Expr::Local(_) | Expr::Upvalue(_) => {
                self.check_assignable(expr)?;
                Ok(expr)
            }
            _ => Err(self.refuse(SemanticError::NotAStatement)),
        }
    }

    /// A further target; the reference recurses for each.
    pub fn push_target(&mut self, target: Expr<'a>, targets: u32) -> Result<u32, Failure> {
        self.progress.enter(1)?;
        self.exprs.push(target);
        Ok(targets)
    }

    #[inline(always)]
    pub fn assign1(&mut self, target: Expr<'a>, value: Expr<'a>) -> Stat<'a> {
        Stat::Assign1(self.arena.alloc(Assign1 { target, value }))
    }

    /// One target, several values.
    pub fn assign1_list(&mut self, target: Expr<'a>, mark: u32, last: Expr<'a>) -> Stat<'a> {
        self.exprs.push(last);
        let values = self.take_exprs(mark);
        let targets = std::slice::from_ref(self.arena.alloc(target));
        Stat::Assign(self.arena.alloc(Assign { targets, values }))
    }

    pub fn assign(&mut self, targets: u32, values: u32) -> Stat<'a> {
        let values = self.take_exprs(values);
        let targets = self.take_targets(targets);
        self.progress.leave(targets.len() as i32 - 1);
        Stat::Assign(self.arena.alloc(Assign { targets, values }))
    }

    // ---- local ----

    pub fn attrib(&mut self, name: Token) -> Result<Attrib, Failure> {
        match name.id() {
            id if id == interner::CONST => Ok(Attrib::Const),
            id if id == interner::CLOSE => Ok(Attrib::Close),
            id => Err(self.refuse(SemanticError::UnknownAttribute(id))),
        }
    }

    /// A further name with an attribute; only one in a list may be to be closed.
    pub fn push_name_with_attrib(&mut self, names: u32, name: Token, attrib: Token) -> Result<u32, Failure> {
        let attrib = self.attrib(attrib)?;
        let others = &self.names[names as usize..];
        if attrib == Attrib::Close && others.iter().any(|other| other.attrib == Attrib::Close) {
            return Err(self.refuse(SemanticError::MultipleToBeClosed));
        }
        self.push_name(name, attrib);
        Ok(names)
    }

    pub fn local(&mut self, names: u32, exprs: u32) -> Stat<'a> {
        let exprs = self.take_exprs(exprs);
        let names = self.take_local_names(names);
        self.function_mut().pending_variables = 0;
        for name in names {
            self.declare(Some(name.id), name.attrib);
        }
        let last_line = self.progress.previous_line.get();
        Stat::Local(self.arena.alloc(Local {
            names,
            exprs,
            last_line,
        }))
    }

    // ---- return ----

    pub fn return_stat(&mut self, token: Token, exprs: u32) -> Stat<'a> {
        let exprs = self.take_exprs(exprs);
        Stat::Return(self.arena.alloc(Return {
            line: token.line(),
            exprs,
        }))
    }
}
