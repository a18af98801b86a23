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

pub use semantic_error::SemanticError;
pub use statements::{GenericForHead, NumericForHead};

use crate::ast::{Arm, Attrib, Block, Expr, Field, Function, LocalName, Stat, UpvalueDesc};
use crate::error::Failure;
use crate::interner::{Interner, StringId};
use crate::lexer::Progress;
use bumpalo::Bump;
use functions::FunctionState;
use labels::Jump;
use operators::Pending;
use scopes::{Scope, Variable};

/// An upvalue, after the index of the variable that it stands for.
type UpvalueInMaking = (u32, UpvalueDesc);

/// Names that mean something to the language itself.
struct KnownNames {
    env: StringId,
    self_name: StringId,
    const_name: StringId,
    close_name: StringId,
    break_word: StringId,
}

/// The state of the tree in the making.
pub struct Builder<'a> {
    arena: &'a Bump,
    progress: &'a Progress,
    known: KnownNames,

    stats: Vec<Stat<'a>>,
    exprs: Vec<Expr<'a>>,
    /// Behind those of `exprs` that are in a list of values and not its last one.
    comma_lines: Vec<u32>,
    fields: Vec<Field<'a>>,
    names: Vec<LocalName>,
    arms: Vec<Arm<'a>>,
    operators: Vec<Pending<'a>>,

    /// The first one is fictitious and owns `_ENV`; those above `level` are kept for reuse.
    functions: Vec<FunctionState<'a>>,
    level: usize,
    /// All that are in scope, of all functions.
    variables: Vec<Variable>,
    /// What each name means: index + 1 in `variables`, or 0.
    bindings: Vec<u32>,
    scopes: Vec<Scope>,
    labels: Vec<Jump>,
    gotos: Vec<Jump>,
    /// Labels whose following void statements are still being skipped.
    deferred_labels: Vec<(StringId, u32)>,

    error: Option<Box<SemanticError>>,
}

impl<'a> Builder<'a> {
    /// A builder at the start of a chunk: in its main function, whose upvalue is `_ENV`.
    pub fn new(arena: &'a Bump, interner: &mut Interner, progress: &'a Progress) -> Self {
        let known = KnownNames {
            env: interner.intern(b"_ENV"),
            self_name: interner.intern(b"self"),
            const_name: interner.intern(b"const"),
            close_name: interner.intern(b"close"),
            break_word: interner.intern(b"break"),
        };
        let env = UpvalueDesc {
            name: known.env,
            in_stack: true,
            index: 0,
            attrib: Attrib::None,
        };
        let mut builder = Builder {
            arena,
            progress,
            known,
            stats: Vec::with_capacity(64),
            exprs: Vec::with_capacity(64),
            comma_lines: Vec::with_capacity(64),
            fields: Vec::with_capacity(64),
            names: Vec::with_capacity(16),
            arms: Vec::with_capacity(16),
            operators: Vec::with_capacity(32),
            functions: vec![FunctionState::default()],
            level: 0,
            variables: Vec::with_capacity(64),
            bindings: vec![0; 256],
            scopes: Vec::with_capacity(32),
            labels: Vec::new(),
            gotos: Vec::new(),
            deferred_labels: Vec::new(),
            error: None,
        };
        builder.declare(Some(env.name), Attrib::None);
        builder.push_function(0, Some(1));
        builder.open_scope();
        builder.function_mut().upvalues.push((0, env));
        builder
    }

    /// Where the reference recurses.
    #[inline(always)]
    pub fn enter(&mut self) -> Result<(), Failure> {
        self.progress.enter()
    }

    /// Where the reference comes back.
    #[inline(always)]
    pub fn leave(&mut self) {
        self.progress.leave(1);
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
