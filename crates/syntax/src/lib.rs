//! The front end of Moonquakes: tokens, grammar and syntax tree of Lua 5.4.
//!
//! [`parse`] turns source text into a tree ([`ast`]) whose names are resolved already. The tree lies in an arena and
//! has nothing to drop; names and strings are numbers of an [`Interner`]. A [`SyntaxError`] is worded exactly as
//! the reference words it.
//!
//! The road inside: `lexer` (logos) → `grammar.lalrpop` (its tables and driver) → `builder` (the actions); when
//! the driver refuses a token, `messages` finds out what the reference would say.

#![forbid(unsafe_code)]

mod builder;
mod chunk_id;
mod error;
mod interner;
mod lexer;
mod messages;
mod nesting;
mod number;
mod tree;

lalrpop_util::lalrpop_mod!(
    #[allow(clippy::all, missing_docs, unused, unused_lifetimes)]
    grammar
);

/// The syntax tree.
pub mod ast {
    pub use crate::tree::*;
}

pub use chunk_id::chunk_id;
pub use error::SyntaxError;
pub use interner::{Interner, RESERVED_WORDS, StringId};
pub use number::{Number, parse_numeral};

use builder::Builder;
use bumpalo::Bump;
use lexer::{Lexer, Progress, UNBOUNDED};
use tree::{Function, MAX_LEAF_VALUE};

/// Parses a chunk into its main function.
///
/// `levels` bounds how deep statements, expressions and pending operators may nest; beyond, the result is
/// [`SyntaxError::Overflow`]. The arena and the interner may hold other chunks already.
pub fn parse<'a>(
    source: &[u8],
    levels: u32,
    arena: &'a Bump,
    interner: &mut Interner,
) -> Result<&'a Function<'a>, SyntaxError> {
    if source.len() >= MAX_LEAF_VALUE as usize && lexer::count_lines(source) >= MAX_LEAF_VALUE as usize {
        return Err(SyntaxError::new(MAX_LEAF_VALUE, "chunk has too many lines", None));
    }
    match attempt(source, levels, |_| {}, arena, interner) {
        // The nesting was estimated.
        Err(SyntaxError::Overflow) => {
            let overflow = nesting::overflow(source, levels, interner);
            let set_up = |lexer: &mut Lexer| lexer.overflow_at(overflow.unwrap_or(u32::MAX));
            attempt(source, UNBOUNDED, set_up, arena, interner)
        }
        result => result,
    }
}

/// Parses what [`parse`] has parsed before, with the number of each token, counted from 1, in place of its line. So a
/// pass over the tree can tell which token it has reached; see [`error_behind`].
pub fn parse_numbered<'a>(
    source: &[u8],
    arena: &'a Bump,
    interner: &mut Interner,
) -> Result<&'a Function<'a>, SyntaxError> {
    attempt(source, UNBOUNDED, |lexer| lexer.number_tokens(), arena, interner)
}

/// An error at the token behind the one of that number, where the reference is when it has passed that one.
pub fn error_behind(source: &[u8], number: u32, message: &str) -> SyntaxError {
    let mut interner = Interner::new();
    let progress = Progress::new(UNBOUNDED);
    let mut lexer = Lexer::new(source, &mut interner, &progress);
    while lexer.count <= number && lexer.next_token().is_ok() {}
    SyntaxError::new(lexer.line(), message, lexer.near())
}

/// Parses with an estimated bound of the nesting, and with a lexer that is set up for more.
fn attempt<'a>(
    source: &[u8],
    levels: u32,
    set_up: impl FnOnce(&mut Lexer),
    arena: &'a Bump,
    interner: &mut Interner,
) -> Result<&'a Function<'a>, SyntaxError> {
    let progress: &'a Progress = arena.alloc(Progress::new(levels));
    let mut builder = Builder::new(arena, progress);
    let mut lexer = Lexer::new(source, interner, progress);
    set_up(&mut lexer);
    run(&mut builder, &mut lexer)
        .map_err(|error| messages::explain(source, error, lexer, progress, builder.take_error()))
}

/// Runs the parser. A second instance of the driver, for another type of lexer, would spoil the inlining of the
/// first: nothing else may call it.
#[inline(never)]
fn run<'a>(builder: &mut Builder<'a>, lexer: &mut Lexer) -> Result<&'a Function<'a>, messages::RunError> {
    grammar::ChunkParser::new().parse(builder, lexer)
}
