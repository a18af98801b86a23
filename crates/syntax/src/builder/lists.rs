//! Lists in the making: they grow on stacks that are reused, and are copied once into the arena.
//!
//! A list is passed around as its mark, the height of its stack before it.

use super::Builder;
use crate::ast::{Attrib, Block, Expr, ExprList, LocalName, NameRef, Stat};
use crate::lexer::Token;

impl<'a> Builder<'a> {
    /// Opens a block.
    #[inline(always)]
    pub fn open_block(&mut self) -> u32 {
        self.open_scope();
        self.stats.len() as u32
    }

    #[inline(always)]
    pub fn push_stat(&mut self, stat: Stat<'a>) {
        self.stats.push(stat);
    }

    /// Ends the list of a block's statements, with the token behind the block as lookahead; its scope stays open.
    pub fn block(&mut self, mark: u32) -> &'a Block<'a> {
        let stats = &*self.arena.alloc_slice_copy(&self.stats[mark as usize..]);
        self.stats.truncate(mark as usize);
        let starts_with_void = self.scope().starts_with_void;
        let last_line = self.progress.previous_line.get();
        self.arena.alloc(Block {
            stats,
            starts_with_void,
            last_line,
        })
    }

    #[inline(always)]
    pub fn first_expr(&mut self, expr: Expr<'a>) -> u32 {
        self.exprs.push(expr);
        self.exprs.len() as u32 - 1
    }

    #[inline(always)]
    pub fn push_expr(&mut self, expr: Expr<'a>) {
        self.exprs.push(expr);
    }

    /// The comma behind the last expression of a list of values.
    #[inline(always)]
    pub fn comma(&mut self, token: Token) {
        self.comma_lines.push(token.line());
    }

    pub fn no_exprs(&self) -> u32 {
        self.exprs.len() as u32
    }

    /// Ends a list of values.
    #[inline(always)]
    pub(super) fn take_exprs(&mut self, mark: u32) -> ExprList<'a> {
        match &self.exprs[mark as usize..] {
            [] => ExprList::default(),
            [expr] => {
                let expr = *expr;
                self.exprs.pop();
                self.single(expr)
            }
            exprs => {
                let commas = self.comma_lines.len() - (exprs.len() - 1);
                let list = ExprList {
                    exprs: self.arena.alloc_slice_copy(exprs),
                    comma_lines: self.arena.alloc_slice_copy(&self.comma_lines[commas..]),
                };
                self.exprs.truncate(mark as usize);
                self.comma_lines.truncate(commas);
                list
            }
        }
    }

    /// A list of one value.
    #[inline(always)]
    pub(super) fn single(&mut self, expr: Expr<'a>) -> ExprList<'a> {
        ExprList {
            exprs: std::slice::from_ref(self.arena.alloc(expr)),
            comma_lines: &[],
        }
    }

    /// Ends a list of targets.
    pub(super) fn take_targets(&mut self, mark: u32) -> &'a [Expr<'a>] {
        let taken = &*self.arena.alloc_slice_copy(&self.exprs[mark as usize..]);
        self.exprs.truncate(mark as usize);
        taken
    }

    #[inline(always)]
    pub fn first_name(&mut self, name: Token, attrib: Attrib) -> u32 {
        self.push_name(name, attrib);
        self.names.len() as u32 - 1
    }

    #[inline(always)]
    pub fn push_name(&mut self, name: Token, attrib: Attrib) {
        self.names.push(LocalName {
            id: name.id(),
            line: name.line(),
            attrib,
        });
    }

    pub(super) fn take_names(&mut self, mark: u32) -> &'a [NameRef] {
        let names = self.names[mark as usize..].iter().map(|name| NameRef {
            id: name.id,
            line: name.line,
        });
        let taken = self.arena.alloc_slice_fill_iter(names);
        self.names.truncate(mark as usize);
        taken
    }

    pub(super) fn take_local_names(&mut self, mark: u32) -> &'a [LocalName] {
        let taken = &*self.arena.alloc_slice_copy(&self.names[mark as usize..]);
        self.names.truncate(mark as usize);
        taken
    }
}
