//! Expressions without operators.

use super::Builder;
use crate::ast::{Call, Expr, Field, FieldKey, Index, MethodCall, NameRef, Paren, Table};
use crate::lexer::{Kind, Token};

impl<'a> Builder<'a> {
    #[inline(always)]
    pub fn literal(&mut self, token: Token) -> Expr<'a> {
        match token.kind() {
            Kind::SmallInteger => Expr::SmallInteger(token.leaf),
            Kind::BigInteger => Expr::Integer(token.leaf),
            Kind::Float => Expr::Float(token.leaf),
            Kind::Nil => Expr::Nil(token.leaf),
            Kind::True => Expr::True(token.leaf),
            _ => Expr::False(token.leaf),
        }
    }

    #[inline(always)]
    pub fn string(&mut self, token: Token) -> Expr<'a> {
        Expr::String(token.leaf)
    }

    #[inline(always)]
    pub fn paren(&mut self, inner: Expr<'a>, end: Token) -> Expr<'a> {
        Expr::Paren(self.arena.alloc(Paren {
            inner,
            end_line: end.line(),
        }))
    }

    /// `object.name`
    #[inline(always)]
    pub fn field(&mut self, object: Expr<'a>, name: Token) -> Expr<'a> {
        let key = Expr::String(name.leaf);
        Expr::Index(self.arena.alloc(Index {
            object,
            key,
            line: name.line(),
        }))
    }

    /// `object[key]`
    #[inline(always)]
    pub fn index(&mut self, object: Expr<'a>, key: Expr<'a>, end: Token) -> Expr<'a> {
        Expr::Index(self.arena.alloc(Index {
            object,
            key,
            line: end.line(),
        }))
    }

    #[inline(always)]
    pub fn call(&mut self, function: Expr<'a>, open: Token, arguments: u32, close: Token) -> Expr<'a> {
        let arguments = self.take_exprs(arguments);
        Expr::Call(self.arena.alloc(Call {
            function,
            arguments,
            line: open.line(),
            end_line: close.line(),
        }))
    }

    /// `f"string"`, `f{table}`
    pub fn call1(&mut self, function: Expr<'a>, argument: Expr<'a>) -> Expr<'a> {
        let (line, end_line) = lines(argument);
        let arguments = self.single(argument);
        Expr::Call(self.arena.alloc(Call {
            function,
            arguments,
            line,
            end_line,
        }))
    }

    #[inline(always)]
    pub fn method_call(
        &mut self,
        object: Expr<'a>,
        name: Token,
        open: Token,
        arguments: u32,
        close: Token,
    ) -> Expr<'a> {
        let arguments = self.take_exprs(arguments);
        Expr::MethodCall(self.arena.alloc(MethodCall {
            object,
            arguments,
            name: NameRef {
                id: name.id(),
                line: name.line(),
            },
            line: open.line(),
            end_line: close.line(),
        }))
    }

    /// `object:name"string"`, `object:name{table}`
    pub fn method_call1(&mut self, object: Expr<'a>, name: Token, argument: Expr<'a>) -> Expr<'a> {
        let (line, end_line) = lines(argument);
        let arguments = self.single(argument);
        Expr::MethodCall(self.arena.alloc(MethodCall {
            object,
            arguments,
            name: NameRef {
                id: name.id(),
                line: name.line(),
            },
            line,
            end_line,
        }))
    }

    /// `value` in a table
    #[inline(always)]
    pub fn positional_field(&mut self, value: Expr<'a>) -> Field<'a> {
        Field {
            key: FieldKey::Positional,
            value,
            separator_line: 0,
        }
    }

    /// `[key] = value`, `name = value`
    #[inline(always)]
    pub fn keyed_field(&mut self, key: Expr<'a>, assign: Token, value: Expr<'a>) -> Field<'a> {
        Field {
            key: FieldKey::Keyed {
                key,
                assign_line: assign.line(),
            },
            value,
            separator_line: 0,
        }
    }

    #[inline(always)]
    pub fn separated(&mut self, field: Field<'a>, separator: Token) -> Field<'a> {
        Field {
            separator_line: separator.line(),
            ..field
        }
    }

    #[inline(always)]
    pub fn table(&mut self, open: Token, fields: u32, close: Token) -> Expr<'a> {
        let mark = fields as usize;
        let fields = &*self.arena.alloc_slice_copy(&self.fields[mark..]);
        self.fields.truncate(mark);
        Expr::Table(self.arena.alloc(Table {
            fields,
            line_before: open.leaf.value(),
            line: open.line(),
            end_line: close.line(),
        }))
    }
}

/// The first and the last line of an argument without parentheses.
fn lines(argument: Expr) -> (u32, u32) {
    match argument {
        Expr::Table(table) => (table.line, table.end_line),
        Expr::String(leaf) => (leaf.line(), leaf.line()),
        _ => unreachable!("only tables and strings need no parentheses"),
    }
}
