//! Errors that are not of grammar: names, attributes, labels, limits.

use crate::error::{Failure, SyntaxError};
use crate::interner::{Interner, StringId};

use super::Builder;

/// What is wrong, in the terms of the builder, which knows names only by their ids.
pub enum SemanticError {
    /// A prefix expression that is neither a call nor a variable.
    NotAStatement,
    UnknownAttribute(StringId),
    MultipleToBeClosed,
    AssignmentToConstant(StringId),
    VarargOutsideVarargFunction {
        line: u32,
    },
    LabelAlreadyDefined {
        label: StringId,
        line: u32,
    },
    JumpIntoScope {
        label: StringId,
        line: u32,
        /// `None`: a hidden variable of a `for` loop.
        local: Option<StringId>,
    },
    NoVisibleLabel {
        label: StringId,
        line: u32,
    },
    BreakOutsideLoop {
        line: u32,
    },
    TooMany {
        what: &'static str,
        limit: usize,
        /// 0 for the main function.
        function_line: u32,
    },
}

impl SemanticError {
    /// Words the error as the reference does; `line` and `near` are those of the lookahead token.
    pub fn into_syntax_error(self, line: u32, near: Option<Vec<u8>>, interner: &Interner) -> SyntaxError {
        let name = |id| interner.get(id);
        let (message, near) = match self {
            SemanticError::NotAStatement => (b"syntax error".to_vec(), near),
            SemanticError::TooMany {
                what,
                limit,
                function_line,
            } => {
                let function = match function_line {
                    0 => "main function".into(),
                    line => format!("function at line {line}"),
                };
                (
                    format!("too many {what} (limit is {limit}) in {function}").into_bytes(),
                    near,
                )
            }
            SemanticError::VarargOutsideVarargFunction { line } => {
                let message = "cannot use '...' outside a vararg function";
                return SyntaxError::new(line, message, Some(b"'...'".to_vec()));
            }
            SemanticError::UnknownAttribute(id) => ([b"unknown attribute '", name(id), b"'"].concat(), None),
            SemanticError::MultipleToBeClosed => {
                (b"multiple to-be-closed variables in local list".to_vec(), None)
            }
            SemanticError::AssignmentToConstant(id) => (
                [b"attempt to assign to const variable '", name(id), b"'"].concat(),
                None,
            ),
            SemanticError::LabelAlreadyDefined { label, line } => {
                let rest = format!("' already defined on line {line}");
                ([b"label '", name(label), rest.as_bytes()].concat(), None)
            }
            SemanticError::JumpIntoScope { label, line, local } => {
                let middle = format!("> at line {line} jumps into the scope of local '");
                let local = local.map_or(&b"(for state)"[..], name);
                (
                    [b"<goto ", name(label), middle.as_bytes(), local, b"'"].concat(),
                    None,
                )
            }
            SemanticError::NoVisibleLabel { label, line } => {
                let rest = format!("' for <goto> at line {line}");
                (
                    [b"no visible label '", name(label), rest.as_bytes()].concat(),
                    None,
                )
            }
            SemanticError::BreakOutsideLoop { line } => {
                (format!("break outside loop at line {line}").into_bytes(), None)
            }
        };
        SyntaxError::new(line, message, near)
    }
}

impl Builder<'_> {
    /// Keeps the error for [`Builder::take_error`].
    #[cold]
    #[inline(never)]
    pub(super) fn refuse(&mut self, error: SemanticError) -> Failure {
        self.error = Some(Box::new(error));
        Failure::Semantic
    }
}
