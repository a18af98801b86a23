//! The grammar's actions: they make the tree, resolve names and check what the grammar cannot.
//!
//! Checks happen here and not in a later pass so that they interleave with syntax errors as in the reference,
//! which reports whichever comes first in the source.

mod expressions;
mod functions;
mod labels;
mod lists;
mod operators;
mod scopes;
mod semantic_error;
mod statements;

pub use expressions::FieldsMark;
pub use operators::{UNARY_PRIORITY, binary_priority};
pub use semantic_error::SemanticError;
pub use statements::{GenericForHead, NumericForHead};

use crate::ast::{Arm, Attrib, Block, Expr, Field, Function, LocalName, Stat, UpvalueDesc};
use crate::error::Failure;
use crate::interner::{ENV, StringId};
use crate::lexer::Progress;
use bumpalo::Bump;
use bumpalo::collections::Vec as List;
use functions::FunctionState;
use labels::Jump;
use operators::Pending;
use scopes::{Scope, Variable};

/// An upvalue, after the index of the variable that it stands for.
type UpvalueInMaking = (u32, UpvalueDesc);

/// The state of the tree in the making.
pub struct Builder<'a> {
    arena: &'a Bump,
    progress: &'a Progress,

    /// Can grow so large that it should not leave its former selves in the arena.
    stats: Vec<Stat<'a>>,
    exprs: List<'a, Expr<'a>>,
    /// Behind those of `exprs` that are in a list of values and not its last one.
    comma_lines: List<'a, u32>,
    fields: List<'a, Field<'a>>,
    /// Pieces of the field lists of tables that are open.
    pieces: List<'a, &'a [Field<'a>]>,
    names: List<'a, LocalName>,
    arms: List<'a, Arm<'a>>,
    operators: List<'a, Pending<'a>>,

    /// The first one is fictitious and owns `_ENV`; those above `level` are kept for reuse.
    functions: List<'a, FunctionState<'a>>,
    level: usize,
    /// All that are in scope, of all functions.
    variables: List<'a, Variable>,
    /// What each name means: index + 1 in `variables`, or 0.
    bindings: List<'a, u32>,
    scopes: List<'a, Scope>,
    labels: Vec<Jump>,
    gotos: Vec<Jump>,
    /// Labels whose following void statements are still being skipped.
    deferred_labels: Vec<(StringId, u32)>,

    error: Option<Box<SemanticError>>,
}

/// Lists lie in the arena: they cost nothing to make or to leave behind.
fn list<T>(arena: &Bump) -> List<'_, T> {
    List::with_capacity_in(16, arena)
}

impl<'a> Builder<'a> {
    /// A builder at the start of a chunk: in its main function, whose upvalue is `_ENV`.
    pub fn new(arena: &'a Bump, progress: &'a Progress) -> Self {
        let env = UpvalueDesc {
            name: ENV,
            in_stack: true,
            index: 0,
            attrib: Attrib::None,
        };
        let mut builder = Builder {
            arena,
            progress,
            stats: Vec::with_capacity(32),
            exprs: list(arena),
            comma_lines: list(arena),
            fields: list(arena),
            pieces: list(arena),
            names: list(arena),
            arms: list(arena),
            operators: list(arena),
            functions: list(arena),
            level: 0,
            variables: list(arena),
            bindings: list(arena),
            scopes: list(arena),
            labels: Vec::new(),
            gotos: Vec::new(),
            deferred_labels: Vec::new(),
            error: None,
        };
        builder.functions.push(FunctionState::default());
        builder.declare(Some(env.name), Attrib::None);
        builder.push_function(0, Some(1));
        builder.open_scope();
        builder.function_mut().upvalues.push((0, env));
        builder
    }

    /// At the end of the file.
    pub fn close_chunk(&mut self, body: &'a Block<'a>) -> Result<&'a Function<'a>, Failure> {
        self.close_function(body, 0)
    }

    /// Why an action failed.
    pub fn take_error(&mut self) -> Option<Box<SemanticError>> {
        self.error.take()
    }
}
