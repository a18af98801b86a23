//! From source bytes to the parser's tokens.
//!
//! logos splits the source into [`Kind`]s; a thin adaptor interns names and strings, converts numerals, estimates the
//! nesting and hands the grammar one [`Token`] at a time. A token's line is the one where it ends, as in the
//! reference. The end of the file is a token of its own.

mod kind;
mod long_brackets;
mod short_strings;
mod token;

pub use kind::{KIND_COUNT, KINDS, Kind};
pub(crate) use long_brackets::count_lines;
pub use token::{TERMINALS, Terminal, Token};

use crate::ast::{Leaf, MAX_LEAF_VALUE};
use crate::error::{Failure, SyntaxError};
use crate::interner::{Interner, RESERVED_WORDS};
use crate::number::{Number, parse_numeral};
use kind::{Extras, fail, quote};
use logos::Logos;
use std::cell::Cell;
use token::{LEVELS_OF_BLOCK, NESTING};

/// What lexer and builder share while they take turns.
pub struct Progress {
    /// The kind of the last token that the lexer handed out: the builder's lookahead.
    pub lookahead: Cell<Kind>,
    /// The line of the lookahead.
    pub line: Cell<u32>,
    /// The line of the token before the lookahead.
    pub previous_line: Cell<u32>,
    /// How many more levels may nest, estimated: see [`nesting`](crate::nesting).
    levels_left: Cell<i32>,
}

/// No limit of nesting.
pub const UNBOUNDED: u32 = i32::MAX as u32 / 2;

impl Progress {
    /// At the start of a chunk, which is a block.
    pub fn new(levels: u32) -> Progress {
        Progress {
            lookahead: Cell::new(Kind::Semicolon),
            line: Cell::new(1),
            previous_line: Cell::new(1),
            levels_left: Cell::new(levels.min(UNBOUNDED) as i32 - LEVELS_OF_BLOCK),
        }
    }

    /// `count` levels deeper, or up if it is negative.
    #[inline(always)]
    pub fn enter(&self, count: i32) -> Result<(), Failure> {
        let levels = self.levels_left.get() - count;
        self.levels_left.set(levels);
        if levels < 0 {
            Err(Failure::Overflow)
        } else {
            Ok(())
        }
    }

    /// `count` levels up.
    #[inline(always)]
    pub fn leave(&self, count: i32) {
        self.levels_left.set(self.levels_left.get() + count);
    }
}

/// A token to hand out in place of one of the source, to learn what the parser makes of it.
#[derive(Clone, Copy)]
pub struct Probe {
    /// Its number in the source.
    pub index: u32,
    /// The kind to hand out, and the kind that the builder goes on seeing as its lookahead; after it, or when
    /// there is none, comes a token that the grammar does not know.
    pub kinds: Option<(Kind, Kind)>,
}

/// The parser's source of tokens.
pub struct Lexer<'s, 'i> {
    automaton: logos::Lexer<'s, Kind>,
    pub interner: &'i mut Interner,
    progress: &'i Progress,
    /// How many tokens have been handed out.
    pub count: u32,
    /// From this token on `stop` decides.
    stop_at: u32,
    probe: Option<(Kind, Kind)>,
    /// At `stop_at` the nesting is too deep.
    overflows: bool,
    /// Tokens get their numbers for lines.
    numbers: bool,
}

impl<'s, 'i> Lexer<'s, 'i> {
    /// A lexer at the start of a source.
    pub fn new(source: &'s [u8], interner: &'i mut Interner, progress: &'i Progress) -> Self {
        let extras = Extras {
            line: 1,
            ..Extras::default()
        };
        let automaton = Kind::lexer_with_extras(source, extras);
        Lexer {
            automaton,
            interner,
            progress,
            count: 0,
            stop_at: u32::MAX,
            probe: None,
            overflows: false,
            numbers: false,
        }
    }

    /// Ends with an overflow at the token of that number.
    pub fn overflow_at(&mut self, index: u32) {
        self.stop_at = index;
        self.overflows = true;
    }

    /// A lexer that lies about one token.
    pub fn with_probe(
        source: &'s [u8],
        interner: &'i mut Interner,
        progress: &'i Progress,
        probe: Probe,
    ) -> Self {
        let mut lexer = Lexer::new(source, interner, progress);
        lexer.stop_at = probe.index;
        lexer.probe = probe.kinds;
        lexer
    }

    /// From now on the line of each token is its number, counted from 1.
    pub fn number_tokens(&mut self) {
        self.stop_at = 0;
        self.numbers = true;
        self.automaton.extras.line = 0;
    }

    /// The line that has been reached.
    pub fn line(&self) -> u32 {
        self.automaton.extras.line
    }

    /// Why the last token failed.
    pub fn take_error(&mut self) -> Option<Box<SyntaxError>> {
        self.automaton.extras.error.take()
    }

    /// Reads a token of the source.
    #[inline(always)]
    pub fn next_token(&mut self) -> Result<Token, Failure> {
        let line_before = self.automaton.extras.line;
        // The automaton would find its way back to the start, at the price of a jump that is hard to foresee.
        if self.automaton.remainder().first() == Some(&b' ') {
            self.automaton.bump(1);
        }
        let mut kind = match self.automaton.next() {
            Some(Ok(kind)) => kind,
            Some(Err(())) => return Err(Failure::Lexical),
            None => {
                self.end_of_file()?;
                Kind::EndOfFile
            }
        };
        self.progress.previous_line.set(line_before);
        // Punctuation, most of all tokens together with names, needs no search for its case.
        if kind as u8 > Kind::LongString as u8 {
            return self.token(kind, kind, line_before);
        }
        let mut value = 0;
        match kind {
            Kind::Name => {
                let id = self.interner.intern(self.automaton.slice());
                value = id.0;
                if (id.0 as usize) < RESERVED_WORDS.len() {
                    kind = KINDS[id.0 as usize];
                }
            }
            Kind::Numeral => return self.numeral(),
            Kind::PlainString => {
                let text = self.automaton.slice();
                value = self.interner.intern_constant(&text[1..text.len() - 1]).0;
            }
            Kind::EscapedString => value = self.interner.intern_constant(&self.automaton.extras.buffer).0,
            Kind::LongString => value = self.long_string(),
            _ => {}
        }
        self.token(kind, kind, value)
    }

    #[inline(always)]
    fn token(&mut self, kind: Kind, value_kind: Kind, value: u32) -> Result<Token, Failure> {
        self.progress.enter(NESTING[kind as usize].into())?;
        let line = self.automaton.extras.line;
        self.progress.lookahead.set(kind);
        self.progress.line.set(line);
        self.count += 1;
        Ok(Token::new(kind, Leaf::new(value_kind as u8, line, value)))
    }

    #[inline(always)]
    fn numeral(&mut self) -> Result<Token, Failure> {
        let (kind, value) = match parse_numeral(self.automaton.slice()) {
            Some(Number::Integer(value)) if (0..=MAX_LEAF_VALUE as i64).contains(&value) => {
                (Kind::SmallInteger, value as u32)
            }
            Some(Number::Integer(value)) => (Kind::BigInteger, self.interner.add_numeral(value as u64)),
            Some(Number::Float(value)) => (Kind::Float, self.interner.add_numeral(value.to_bits())),
            None => return Err(self.malformed_number()),
        };
        self.token(Kind::Numeral, kind, value)
    }

    #[cold]
    #[inline(never)]
    fn malformed_number(&mut self) -> Failure {
        let near = quote(self.automaton.slice());
        fail(&mut self.automaton, "malformed number", Some(near));
        Failure::Lexical
    }

    #[cold]
    #[inline(never)]
    fn long_string(&mut self) -> u32 {
        let text = self.automaton.slice();
        let bracket = long_brackets::level_of(text) + 2;
        let content = match self.automaton.extras.verbatim {
            true => &text[bracket..text.len() - bracket],
            false => &self.automaton.extras.buffer[..],
        };
        self.interner
            .intern_constant(content.strip_prefix(b"\n").unwrap_or(content))
            .0
    }

    #[cold]
    fn end_of_file(&mut self) -> Result<(), Failure> {
        if self.interner.is_full() {
            fail(&mut self.automaton, "chunk has too many constants", None);
            return Err(Failure::Lexical);
        }
        self.stop_at = self.stop_at.min(self.count + 1);
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn stop(&mut self) -> Option<Result<Token, Failure>> {
        if self.progress.lookahead.get() == Kind::EndOfFile {
            return None;
        }
        if self.overflows {
            return Some(self.next_token().and(Err(Failure::Overflow)));
        }
        if self.numbers {
            return Some(self.next_token().map(|token| self.numbered(token)));
        }
        let kind = match self.probe.take() {
            Some((kind, lookahead)) => {
                self.progress.lookahead.set(lookahead);
                kind
            }
            None => Kind::Unknown,
        };
        Some(Ok(Token::new(kind, Leaf::new(kind as u8, 0, 0))))
    }

    fn numbered(&mut self, token: Token) -> Token {
        self.automaton.extras.line = self.count;
        self.progress.line.set(self.count);
        Token {
            leaf: token.leaf.with_line(self.count),
            ..token
        }
    }

    /// How messages quote the last token; the reference quotes nothing for a NUL byte, which is its token 0.
    pub fn near(&self) -> Option<Vec<u8>> {
        let text: &[u8] = self.automaton.slice();
        Some(match self.progress.lookahead.get() {
            Kind::EndOfFile => b"<eof>".to_vec(),
            Kind::EscapedString => quote(&[&text[..1], &self.automaton.extras.buffer, &text[..1]].concat()),
            Kind::LongString => quote(&long_string_text(text)),
            Kind::Unknown => match text[0] {
                0 => return None,
                0x20..0x7f => quote(text),
                byte => format!("'<\\{byte}>'").into_bytes(),
            },
            _ => quote(text),
        })
    }
}

/// The token with its line breaks as `\n`, and without the one that starts its content.
fn long_string_text(token: &[u8]) -> Vec<u8> {
    let bracket = long_brackets::level_of(token) + 2;
    let mut content = Vec::new();
    long_brackets::normalize_line_breaks(&token[bracket..token.len() - bracket], &mut content);
    let content = content.strip_prefix(b"\n").unwrap_or(&content);
    [&token[..bracket], content, &token[token.len() - bracket..]].concat()
}

impl Iterator for &mut Lexer<'_, '_> {
    type Item = Result<((), Token, ()), Failure>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.count >= self.stop_at {
            return self.stop().map(|token| token.map(|token| ((), token, ())));
        }
        Some(self.next_token().map(|token| ((), token, ())))
    }
}
