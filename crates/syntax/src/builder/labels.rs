//! Labels, `goto` and `break`: which label a jump means is for code generation; here they are only checked.

use super::Builder;
use super::semantic_error::SemanticError;
use crate::ast::Stat;
use crate::error::Failure;
use crate::interner::{BREAK, StringId};
use crate::lexer::{Kind, Token};

/// A label that is visible, or a `goto` that waits for one.
#[derive(Clone, Copy)]
pub(super) struct Jump {
    pub name: StringId,
    pub line: u32,
    /// How many variables are in scope.
    pub variables: u32,
}

impl<'a> Builder<'a> {
    pub fn enter_loop(&mut self) {
        self.function_mut().loops += 1;
    }

    pub fn leave_loop(&mut self) {
        self.function_mut().loops -= 1;
    }

    /// `break`; outside a loop it is a `goto` whose label never comes.
    pub fn break_stat(&mut self, token: Token) -> Stat<'a> {
        if self.function().loops == 0 {
            let name = BREAK;
            self.gotos.push(Jump {
                name,
                line: token.line(),
                variables: 0,
            });
        }
        Stat::Break(token.leaf.with_value(0))
    }

    /// `goto name`; it waits unless the label came before.
    pub fn goto_stat(&mut self, name: Token) -> Stat<'a> {
        if self.visible_label(name.id()).is_none() {
            let variables = self.variables.len() as u32;
            self.gotos.push(Jump {
                name: name.id(),
                line: name.line(),
                variables,
            });
        }
        Stat::Goto(name.leaf)
    }

    fn visible_label(&self, name: StringId) -> Option<&Jump> {
        self.labels[self.function().first_label as usize..]
            .iter()
            .find(|label| label.name == name)
    }

    /// `::name::`
    pub fn label(&mut self, colons: Token, name: Token) -> Result<Stat<'a>, Failure> {
        let deferred_before = self.deferred_labels.len();
        self.deferred_labels.push((name.id(), colons.line()));
        self.progress.enter(1)?;
        self.enter_labels(deferred_before)?;
        Ok(Stat::Label(
            name.leaf.with_line(self.progress.previous_line.get()),
        ))
    }

    /// `;` in the block whose statements start at a mark.
    pub fn void_stat(&mut self, stats: u32, token: Token) -> Result<(), Failure> {
        match self.stats[stats as usize..].last_mut() {
            None => self.scope_mut().starts_with_void = true,
            Some(Stat::Break(leaf)) => *leaf = leaf.with_value(token.line()),
            _ => {}
        }
        self.enter_labels(self.deferred_labels.len())
    }

    /// The reference enters a label only after skipping the void statements and labels behind it. `written` labels
    /// are statements already, the last ones.
    fn enter_labels(&mut self, written: usize) -> Result<(), Failure> {
        let lookahead = self.progress.lookahead.get();
        if self.deferred_labels.is_empty() || matches!(lookahead, Kind::Semicolon | Kind::DoubleColon) {
            return Ok(());
        }
        let line = self.progress.previous_line.get();
        for stat in self.stats.iter_mut().rev().take(written) {
            if let Stat::Label(leaf) = stat {
                *leaf = leaf.with_line(line);
            }
        }
        // at the end of a block its variables are out of scope already
        let last = matches!(lookahead, Kind::Else | Kind::Elseif | Kind::End | Kind::EndOfFile);
        let scope = self.scope();
        let variables = if last {
            scope.variables
        } else {
            self.variables.len() as u32
        };
        self.progress.leave(self.deferred_labels.len() as i32);
        while let Some((name, line)) = self.deferred_labels.pop() {
            if let Some(label) = self.visible_label(name) {
                let error = SemanticError::LabelAlreadyDefined {
                    label: name,
                    line: label.line,
                };
                return Err(self.refuse(error));
            }
            let label = Jump {
                name,
                line,
                variables,
            };
            self.labels.push(label);
            self.resolve_gotos(label, scope.first_goto as usize)?;
        }
        Ok(())
    }

    /// Takes the jumps to a new label off the list of those that wait.
    fn resolve_gotos(&mut self, label: Jump, first: usize) -> Result<(), Failure> {
        let gotos = &self.gotos[first..];
        let into_scope = |jump: &&Jump| jump.name == label.name && jump.variables < label.variables;
        if let Some(jump) = gotos.iter().find(into_scope) {
            let local = self.variables[jump.variables as usize].name;
            let error = SemanticError::JumpIntoScope {
                label: label.name,
                line: jump.line,
                local,
            };
            return Err(self.refuse(error));
        }
        self.gotos
            .extract_if(first.., |jump| jump.name == label.name)
            .for_each(drop);
        Ok(())
    }

    /// At the end of a function no jump may wait.
    pub(super) fn check_gotos(&mut self) -> Result<(), Failure> {
        let Some(&jump) = self.gotos.get(self.function().first_goto as usize) else {
            return Ok(());
        };
        Err(self.refuse(if jump.name == BREAK {
            SemanticError::BreakOutsideLoop { line: jump.line }
        } else {
            SemanticError::NoVisibleLabel {
                label: jump.name,
                line: jump.line,
            }
        }))
    }
}
