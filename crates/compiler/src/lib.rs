//! From the syntax tree of Lua 5.4 to function prototypes.
//!
//! [`Workspace::compile`] parses a chunk and generates the code that the reference's own compiler would: the same
//! instructions, constants, registers, lines and names of variables, so that its listings and binary chunks are an
//! oracle for ours.
//!
//! | file | holds |
//! |---|---|
//! | `function` | the function being compiled: emitting instructions, their lines, the end of a function |
//! | `scopes` | local variables, blocks, upvalues |
//! | `labels` | labels, `goto` and `break` |
//! | `registers` | the stack of registers |
//! | `constants` | the table of constants, constant folding |
//! | `jumps` | lists of jumps and their targets |
//! | `values` | where the value of an expression is, and getting it to where it is needed |
//! | `operators` | operators, conditions |
//! | `expressions` | the tree's expressions |
//! | `statements` | the tree's statements |

#![forbid(unsafe_code)]

mod constants;
mod expressions;
mod function;
mod jumps;
mod labels;
mod operators;
mod registers;
mod scopes;
mod statements;
mod values;

use bumpalo::Bump;
use constants::Constants;
use function::{Compiler, Lists};
use moonquakes_bytecode::Proto;
use moonquakes_syntax::ast::Function;
use moonquakes_syntax::{Interner, SyntaxError, error_behind, parse, parse_numbered};
use std::mem;

/// Why a chunk was not compiled.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CompileError {
    /// The chunk is wrong, or more than a function can hold.
    #[error("{}", String::from_utf8_lossy(message))]
    Syntax {
        /// The whole message, as the reference words it: `chunk:line: … near '…'`.
        message: Vec<u8>,
    },
    /// The chunk nests too deeply.
    #[error("C stack overflow")]
    Overflow,
}

impl CompileError {
    /// The message.
    pub fn message(&self) -> &[u8] {
        match self {
            CompileError::Syntax { message } => message,
            CompileError::Overflow => b"C stack overflow",
        }
    }
}

/// A limit of the code that one function can have.
#[derive(Clone, Copy, Debug)]
enum Limit {
    Registers,
    Jump,
}

impl Limit {
    fn message(self) -> &'static str {
        match self {
            Limit::Registers => "function or expression needs too many registers",
            Limit::Jump => "control structure too long",
        }
    }
}

type Result<T = ()> = core::result::Result<T, Limit>;

/// What a compilation needs room for. It can serve one after the other.
#[derive(Default)]
pub struct Workspace {
    arena: Bump,
    interner: Interner,
    lists: Lists<'static>,
    constants: Constants,
}

/// The tree takes about five times the room of its source.
const TREE_BYTES_PER_SOURCE_BYTE: usize = 5;
/// Room that is asked for at least, and at most.
const TREE_ROOM: std::ops::RangeInclusive<usize> = 1 << 14..=1 << 26;
/// A larger tree's room is given back at once.
const MAX_KEPT_TREE: usize = 1 << 18;

impl Workspace {
    /// Compiles source text. `chunk_name` is what messages call it: `=name`, `@file` or the source itself. `levels` is
    /// how deep constructs may nest, at most about 200.
    ///
    /// # Errors
    /// A [`CompileError`] with the message of the first mistake.
    pub fn compile<'w>(
        &'w mut self,
        source: &[u8],
        chunk_name: &'w [u8],
        levels: u32,
    ) -> core::result::Result<Proto<'w>, CompileError> {
        let Workspace {
            arena,
            interner,
            lists,
            constants,
        } = self;
        let room = source.len().saturating_mul(TREE_BYTES_PER_SOURCE_BYTE);
        let room = room.clamp(*TREE_ROOM.start(), *TREE_ROOM.end());
        if arena.chunk_capacity() < room {
            *arena = Bump::with_capacity(room);
        }
        interner.clear();
        let result = match parse(source, levels, arena, interner) {
            Ok(main) => {
                let mut compiler = Compiler::new(interner, mem::take(lists).reuse(), mem::take(constants));
                let result = generate(&mut compiler, main, source, chunk_name);
                *lists = compiler.lists.reuse();
                *constants = compiler.constants;
                result
            }
            Err(SyntaxError::Overflow) => Err(CompileError::Overflow),
            Err(error) => Err(CompileError::Syntax {
                message: error.message(chunk_name),
            }),
        };
        if arena.allocated_bytes() > MAX_KEPT_TREE {
            *arena = Bump::new();
        } else {
            arena.reset();
        }
        result
    }
}

fn generate<'t, 's>(
    compiler: &mut Compiler<'t, 's>,
    main: &'t Function<'t>,
    source: &[u8],
    chunk_name: &'s [u8],
) -> core::result::Result<Proto<'s>, CompileError> {
    match compiler.function(main) {
        Ok(proto) => Ok(Proto {
            source: Some(chunk_name),
            ..proto
        }),
        Err(limit) => Err(limit_error(limit, source, chunk_name)),
    }
}

/// Compiles once more, with tokens numbered, to find out where the limit was exceeded.
#[cold]
fn limit_error(limit: Limit, source: &[u8], chunk_name: &[u8]) -> CompileError {
    let arena = Bump::new();
    let mut interner = Interner::new();
    let last_token = match parse_numbered(source, &arena, &mut interner) {
        Ok(main) => {
            let mut compiler = Compiler::new(&interner, Lists::default(), Constants::default());
            match compiler.function(main) {
                Ok(_) => 0,
                Err(_) => compiler.last_line,
            }
        }
        Err(_) => 0,
    };
    CompileError::Syntax {
        message: error_behind(source, last_token, limit.message()).message(chunk_name),
    }
}
