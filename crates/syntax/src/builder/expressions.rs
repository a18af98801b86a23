//! Expressions without operators.

use super::Builder;
use crate::ast::{Call, Expr, Field, Index, KeyAndValue, MethodCall, NameRef, Paren, Table};
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
    pub fn positional_field(&mut self, value: Expr<'a>) {
        self.fields.push(Field::Positional {
            value,
            separator_line: 0,
        });
    }

    /// `name = value` in a table
    #[inline(always)]
    pub fn named_field(&mut self, name: Token, assign: Token, value: Expr<'a>) {
        self.fields.push(Field::Named {
            name: name.id(),
            assign_line: assign.line(),
            value,
            separator_line: 0,
        });
    }

    /// `[key] = value` in a table
    pub fn keyed_field(&mut self, key: Expr<'a>, assign: Token, value: Expr<'a>) {
        let pair = self.arena.alloc(KeyAndValue {
            key,
            value,
            assign_line: assign.line(),
        });
        self.fields.push(Field::Keyed {
            pair,
            separator_line: 0,
        });
    }

    pub fn no_fields(&self) -> FieldsMark {
        FieldsMark {
            fields: self.fields.len() as u32,
            pieces: self.pieces.len() as u32,
        }
    }

    /// Behind the first field of a table.
    #[inline(always)]
    pub fn first_field(&self) -> FieldsMark {
        FieldsMark {
            fields: self.fields.len() as u32 - 1,
            pieces: self.pieces.len() as u32,
        }
    }

    /// The `,` or `;` behind the last field.
    #[inline(always)]
    pub fn separator(&mut self, mark: FieldsMark, separator: Token) -> FieldsMark {
        if let Some(
            Field::Positional { separator_line, .. }
            | Field::Named { separator_line, .. }
            | Field::Keyed { separator_line, .. },
        ) = self.fields.last_mut()
        {
            *separator_line = separator.line();
        }
        if self.fields.len() - mark.fields as usize >= PIECE {
            self.end_piece(mark);
        }
        mark
    }

    /// Long lists go to the arena in pieces, so that they need not be moved as they grow.
    fn end_piece(&mut self, mark: FieldsMark) {
        let start = mark.fields as usize;
        self.pieces
            .push(self.arena.alloc_slice_copy(&self.fields[start..]));
        self.fields.truncate(start);
    }

    #[inline(always)]
    pub fn table(&mut self, open: Token, mark: FieldsMark, close: Token) -> Expr<'a> {
        if self.fields.len() > mark.fields as usize {
            self.end_piece(mark);
        }
        let first = mark.pieces as usize;
        let pieces = &*self.arena.alloc_slice_copy(&self.pieces[first..]);
        self.pieces.truncate(first);
        Expr::Table(self.arena.alloc(Table {
            pieces,
            line_before: open.leaf.value(),
            line: open.line(),
            end_line: close.line(),
        }))
    }
}

/// Where the fields of a table begin, and the pieces that they were split into.
#[derive(Clone, Copy)]
pub struct FieldsMark {
    fields: u32,
    pieces: u32,
}

/// Fields in a piece of a long list.
const PIECE: usize = 256;

/// The first and the last line of an argument without parentheses.
fn lines(argument: Expr) -> (u32, u32) {
    match argument {
        Expr::Table(table) => (table.line, table.end_line),
        Expr::String(leaf) => (leaf.line(), leaf.line()),
        _ => unreachable!("only tables and strings need no parentheses"),
    }
}
