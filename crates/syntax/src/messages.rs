//! The reference's messages for syntax errors, from the set of tokens that the grammar would have accepted.
//!
//! The failed parse is repeated with the offending token replaced by [`Terminal::BOGUS`], which no rule knows. No
//! reduction can be triggered by it, so that `expected` in its error is exactly the set of tokens that may follow
//! the prefix, whatever merged lookaheads did in the first run. From this set, from the class of the offending
//! token and from the constructs that are open, a few ordered rules tell where the reference's recursive descent
//! would stand, and so what it would say.
//!
//! Where the set does not suffice the prefix is parsed once more with a token that is viable: `a.b =` shows by a
//! semantic error that the prefix expression is no variable, `a.b ;` that it is no call. Semantic errors that wait
//! for a reduction come out in the same way; the reference raises them before it looks at the offending token.

mod expected;
mod open_constructs;

use crate::builder::{Builder, SemanticError};
use crate::error::{Failure, SyntaxError};
use crate::interner::Interner;
use crate::lexer::{Kind, Lexer, Probe, Progress, TERMINALS, Terminal, Token, UNBOUNDED};
use crate::run;
use bumpalo::Bump;
use expected::Expected;
use lalrpop_util::ParseError;
use open_constructs::OpenConstructs;

/// What [`run`] fails with.
pub(crate) type RunError = ParseError<(), Token, Failure>;

/// Turns the failure of a run into the reference's error; `lexer` and `semantic` are those of that run.
#[cold]
pub(crate) fn explain(
    source: &[u8],
    error: RunError,
    mut lexer: Lexer,
    progress: &Progress,
    semantic: Option<Box<SemanticError>>,
) -> SyntaxError {
    match (error, semantic) {
        (
            ParseError::User {
                error: Failure::Overflow,
            },
            _,
        ) => SyntaxError::Overflow,
        (
            ParseError::User {
                error: Failure::Lexical,
            },
            _,
        ) => *lexer.take_error().expect("the lexer says why"),
        (
            ParseError::User {
                error: Failure::Semantic,
            },
            Some(semantic),
        ) => semantic.into_syntax_error(lexer.line(), lexer.near(), lexer.interner),
        _ => {
            let failed = FailedToken {
                source,
                kind: progress.lookahead.get(),
                index: lexer.count - 1,
                line: lexer.line(),
                near: lexer.near(),
            };
            failed.explain(lexer.interner)
        }
    }
}

/// The token that the grammar refused.
struct FailedToken<'s> {
    source: &'s [u8],
    kind: Kind,
    index: u32,
    line: u32,
    near: Option<Vec<u8>>,
}

/// Any of these, if it is viable, makes the parser reduce what precedes it.
const FLUSHING: &[Kind] = &[
    Kind::Name,
    Kind::EndOfFile,
    Kind::End,
    Kind::Until,
    Kind::Else,
    Kind::RightParen,
    Kind::RightBrace,
    Kind::RightBracket,
    Kind::Then,
    Kind::Do,
    Kind::Comma,
    Kind::Assign,
    Kind::In,
    Kind::LeftParen,
    Kind::DoubleColon,
    Kind::Greater,
    Kind::Numeral,
];

impl FailedToken<'_> {
    fn explain(self, interner: &mut Interner) -> SyntaxError {
        let open = self.open_constructs(interner);
        let expected = self.expected(interner);
        let result = match self.pending_error(expected, interner) {
            Some(error) => Err(error),
            None => self.message(expected, &open, interner),
        };
        match result {
            Ok(message) => SyntaxError::new(self.line, message, self.near),
            Err(semantic) => semantic.into_syntax_error(self.line, self.near, interner),
        }
    }

    fn open_constructs(&self, interner: &mut Interner) -> OpenConstructs {
        let mut open = OpenConstructs::default();
        let progress = Progress::new(UNBOUNDED);
        let mut lexer = Lexer::new(self.source, interner, &progress);
        for _ in 0..self.index {
            if let Ok(token) = lexer.next_token() {
                open.feed(token);
            }
        }
        open
    }

    fn expected(&self, interner: &mut Interner) -> Expected {
        match self.parse_prefix(None, interner) {
            Err((ParseError::UnrecognizedToken { expected, .. }, _)) => Expected::from_names(&expected),
            _ => Expected::default(),
        }
    }

    /// Parses the prefix, then a token of kind `then`, then a token that no rule knows.
    fn parse_prefix(
        &self,
        then: Option<Kind>,
        interner: &mut Interner,
    ) -> Result<(), (RunError, Option<Box<SemanticError>>)> {
        let arena = Bump::new();
        let progress = Progress::new(UNBOUNDED);
        let mut builder = Builder::new(&arena, &progress);
        let probe = Probe {
            index: self.index,
            kinds: then.map(|kind| (kind, self.kind)),
        };
        let mut lexer = Lexer::with_probe(self.source, interner, &progress, probe);
        match run(&mut builder, &mut lexer) {
            Ok(_) => Ok(()),
            Err(error) => Err((error, builder.take_error())),
        }
    }

    /// The semantic error that the prefix followed by a token of this kind gives.
    fn probe(&self, then: Kind, interner: &mut Interner) -> Option<Box<SemanticError>> {
        match self.parse_prefix(Some(then), interner) {
            Err((
                ParseError::User {
                    error: Failure::Semantic,
                },
                error,
            )) => error,
            _ => None,
        }
    }

    /// A semantic error due at the last token of the prefix, which the offending token could not trigger. (What a
    /// prefix expression at the start of a statement gives is for `message` to find out.)
    fn pending_error(&self, expected: Expected, interner: &mut Interner) -> Option<Box<SemanticError>> {
        if expected.has(Terminal::DOT) && !expected.has(Terminal::BINARY) {
            return None;
        }
        let flushing = FLUSHING
            .iter()
            .find(|kind| expected.has(TERMINALS[**kind as usize]))?;
        self.probe(*flushing, interner)
    }

    fn message(
        &self,
        expected: Expected,
        open: &OpenConstructs,
        interner: &mut Interner,
    ) -> Result<String, Box<SemanticError>> {
        use Terminal as T;
        let terminal = TERMINALS[self.kind as usize];
        let ends_block = terminal.ends_block();
        let unexpected = Ok("unexpected symbol".into());
        let expected_end = || Ok(open.expected_end(self.line));
        if expected.has(T::LITERAL) {
            // an expression, or after `return` the end of the block
            return if expected.end_of_block() && ends_block {
                expected_end()
            } else {
                unexpected
            };
        }
        if expected.has(T::WHILE) {
            let after_prefix_expression = expected.has(T::DOT) && !expected.has(T::BINARY);
            if after_prefix_expression && self.probe(Kind::Semicolon, interner).is_some() {
                return Ok("syntax error".into()); // it is no call
            }
            return if ends_block { expected_end() } else { unexpected };
        }
        if expected.has(T::NAME) && expected.has(T::LEFT_PAREN) {
            return unexpected; // the next target of a multiple assignment
        }
        if expected.has(T::NAME) {
            let or_dots = if expected.has(T::DOTS) { " or '...'" } else { "" };
            return Ok(format!("<name>{or_dots} expected"));
        }
        if expected.has(T::STRING) && expected.has(T::LEFT_PAREN) && !expected.has(T::BINARY) {
            if !expected.has(T::DOT) {
                return Ok("function arguments expected".into());
            }
            // a later target of a multiple assignment; it may be no variable, or a constant
            return match self.probe(Kind::Assign, interner) {
                None => Ok("'=' expected".into()),
                Some(error) => Err(error),
            };
        }
        if expected.has(T::LEFT_PAREN) && !expected.has(T::BINARY) {
            return Ok("'(' expected".into()); // after the name of a function
        }
        if expected.has(T::IN) {
            let or_assign = if expected.has(T::ASSIGN) { "'=' or " } else { "" };
            return Ok(format!("{or_assign}'in' expected"));
        }
        if expected.has(T::RIGHT_PAREN) || expected.has(T::RIGHT_BRACE) {
            return expected_end();
        }
        let single = [
            (T::RIGHT_BRACKET, "]"),
            (T::THEN, "then"),
            (T::DO, "do"),
            (T::DOUBLE_COLON, "::"),
            (T::ASSIGN, "="),
        ];
        if let Some((_, text)) = single.into_iter().find(|(terminal, _)| expected.has(*terminal)) {
            return Ok(format!("'{text}' expected"));
        }
        if expected.has(T::GREATER) && !expected.has(T::BINARY) {
            return Ok("'>' expected".into()); // after an attribute
        }
        if expected.end_of_block() {
            return expected_end(); // after the values of `return`
        }
        if expected.has(T::COMMA) {
            return Ok("',' expected".into()); // after the first value of a numerical `for`
        }
        Ok("syntax error".into())
    }
}
