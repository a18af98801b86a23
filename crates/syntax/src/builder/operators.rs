//! Operator precedence: the grammar sees `(operand operator)* operand`, a stack of pending operators makes the tree.

use super::Builder;
use crate::ast::{Binary, BinaryOp, Expr, Leaf, Unary, UnaryOp};
use crate::error::Failure;
use crate::lexer::{KIND_COUNT, Kind, Token};

/// An operator that waits for its right operand.
#[derive(Clone, Copy)]
pub(super) struct Pending<'a> {
    left: Expr<'a>,
    line: u32,
    /// It keeps its right operand from operators whose left priority is not above this.
    right_priority: u8,
    operator: Operator,
}

#[derive(Clone, Copy)]
enum Operator {
    Binary(BinaryOp),
    Unary(UnaryOp),
}

/// A binary operator and how strongly it binds to its left and right.
#[derive(Clone, Copy)]
struct Priority {
    operator: BinaryOp,
    left: u8,
    right: u8,
}

/// How strongly unary operators bind.
pub const UNARY_PRIORITY: u8 = 12;

static PRIORITIES: [Priority; KIND_COUNT] = {
    let mut table = [Priority {
        operator: BinaryOp::Add,
        left: 0,
        right: 0,
    }; KIND_COUNT];
    macro_rules! priorities {
        ($($kind:ident => $operator:ident $left:literal $right:literal,)*) => {
            $(table[Kind::$kind as usize] =
                Priority { operator: BinaryOp::$operator, left: $left, right: $right };)*
        };
    }
    priorities! {
        Or => Or 1 1,
        And => And 2 2,
        Equal => Eq 3 3,
        NotEqual => Ne 3 3,
        Less => Lt 3 3,
        LessEqual => Le 3 3,
        Greater => Gt 3 3,
        GreaterEqual => Ge 3 3,
        Pipe => BOr 4 4,
        Tilde => BXor 5 5,
        Ampersand => BAnd 6 6,
        ShiftLeft => Shl 7 7,
        ShiftRight => Shr 7 7,
        Concat => Concat 9 8,
        Plus => Add 10 10,
        Minus => Sub 10 10,
        Star => Mul 11 11,
        Slash => Div 11 11,
        DoubleSlash => IDiv 11 11,
        Percent => Mod 11 11,
        Caret => Pow 14 13,
    }
    table
};

/// How strongly a binary operator binds to its left and right; `None` for other tokens.
pub fn binary_priority(kind: Kind) -> Option<(u8, u8)> {
    let Priority { left, right, .. } = PRIORITIES[kind as usize];
    (left > 0).then_some((left, right))
}

impl<'a> Builder<'a> {
    #[inline(always)]
    fn apply(&mut self, pending: Pending<'a>, right: Expr<'a>) -> Expr<'a> {
        self.progress.leave(1);
        let Pending {
            left, line, operator, ..
        } = pending;
        match operator {
            Operator::Binary(operator) => Expr::Binary(self.arena.alloc(Binary {
                left,
                right,
                line,
                operator,
            })),
            Operator::Unary(operator) => Expr::Unary(self.arena.alloc(Unary {
                operand: right,
                line,
                operator,
            })),
        }
    }

    #[inline(always)]
    fn push_operator(&mut self, pending: Pending<'a>) -> Result<(), Failure> {
        self.progress.enter(1)?;
        self.operators.push(pending);
        Ok(())
    }

    /// The first operand of an expression and the operator behind it; gives the base of its operators.
    #[inline(always)]
    pub fn first_binary(&mut self, operand: Expr<'a>, token: Token) -> Result<u32, Failure> {
        let base = self.operators.len() as u32;
        let Priority { operator, right, .. } = PRIORITIES[token.kind() as usize];
        self.push_operator(Pending {
            left: operand,
            line: token.line(),
            right_priority: right,
            operator: Operator::Binary(operator),
        })?;
        Ok(base)
    }

    /// A further operand and the operator behind it.
    #[inline(always)]
    pub fn binary(&mut self, base: u32, operand: Expr<'a>, token: Token) -> Result<u32, Failure> {
        let Priority {
            operator,
            left,
            right,
        } = PRIORITIES[token.kind() as usize];
        let mut operand = operand;
        while self.operators.len() > base as usize {
            let top = self.operators[self.operators.len() - 1];
            if left > top.right_priority {
                break;
            }
            self.operators.pop();
            operand = self.apply(top, operand);
        }
        self.push_operator(Pending {
            left: operand,
            line: token.line(),
            right_priority: right,
            operator: Operator::Binary(operator),
        })?;
        Ok(base)
    }

    /// An operator that starts an expression.
    #[inline(always)]
    pub fn first_unary(&mut self, token: Token) -> Result<u32, Failure> {
        let base = self.operators.len() as u32;
        self.unary(base, token)
    }

    /// An operator where an operand was possible.
    #[inline(always)]
    pub fn unary(&mut self, base: u32, token: Token) -> Result<u32, Failure> {
        let operator = match token.kind() {
            Kind::Minus => UnaryOp::Minus,
            Kind::Tilde => UnaryOp::BNot,
            Kind::Not => UnaryOp::Not,
            _ => UnaryOp::Len,
        };
        self.push_operator(Pending {
            left: Expr::Nil(Leaf::default()),
            line: token.line(),
            right_priority: UNARY_PRIORITY,
            operator: Operator::Unary(operator),
        })?;
        Ok(base)
    }

    /// The last operand of an expression.
    #[inline(always)]
    pub fn last_operand(&mut self, base: u32, operand: Expr<'a>) -> Expr<'a> {
        let mut operand = operand;
        while self.operators.len() > base as usize
            && let Some(top) = self.operators.pop()
        {
            operand = self.apply(top, operand);
        }
        operand
    }
}
