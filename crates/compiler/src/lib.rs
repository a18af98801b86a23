//! From the syntax tree of Lua 5.4 to function prototypes.
//!
//! [`compile`] parses a chunk and generates the code that the reference's own compiler would: the same instructions,
//! constants, registers, lines and names of variables, so that its listings and binary chunks are an oracle for ours.
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
use function::Compiler;
use moonquakes_bytecode::Proto;
use moonquakes_syntax::{Interner, SyntaxError, chunk_id, parse};

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
struct Limit {
    message: &'static str,
    line: u32,
}

type Result<T = ()> = core::result::Result<T, Limit>;

/// Compiles source text. `chunk_name` is what messages call it: `=name`, `@file` or the source itself. `levels` is how
/// deep constructs may nest, at most about 200.
///
/// # Errors
/// A [`CompileError`] with the message of the first mistake.
pub fn compile(source: &[u8], chunk_name: &[u8], levels: u32) -> core::result::Result<Proto, CompileError> {
    // The tree takes about five times the room of its source.
    let arena = Bump::with_capacity(source.len().saturating_mul(5).min(1 << 26));
    let mut interner = Interner::new();
    let main = match parse(source, levels, &arena, &mut interner) {
        Ok(main) => main,
        Err(SyntaxError::Overflow) => return Err(CompileError::Overflow),
        Err(error) => {
            return Err(CompileError::Syntax {
                message: error.message(chunk_name),
            });
        }
    };
    let mut proto = Compiler::new(&interner).main_function(main).map_err(|limit| {
        let mut message = chunk_id(chunk_name);
        message.extend_from_slice(format!(":{}: {}", limit.line, limit.message).as_bytes());
        CompileError::Syntax { message }
    })?;
    proto.source = Some(chunk_name.into());
    Ok(proto)
}
