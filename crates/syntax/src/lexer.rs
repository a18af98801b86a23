//! From source bytes to the parser's tokens.
//!
//! logos splits the source into [`Kind`]s; a thin adaptor interns names and strings, converts numerals and hands the
//! grammar one [`Token`] at a time. A token's line is the one where it ends, as in the
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

/// What lexer and builder share while they take turns.
pub struct Progress {
    /// The kind of the last token that the lexer handed out: the builder's lookahead.
    pub lookahead: Cell<Kind>,
    /// The line of the lookahead.
    pub line: Cell<u32>,
    /// The line of the token before the lookahead.
    pub previous_line: Cell<u32>,
    /// How many more statements, expressions and pending operators may nest.
    levels_left: Cell<u32>,
}

impl Progress {
    /// At the start of a chunk.
    pub fn new(levels: u32) -> Progress {
        Progress {
            lookahead: Cell::new(Kind::Semicolon),
            line: Cell::new(1),
            previous_line: Cell::new(1),
            levels_left: Cell::new(levels),
        }
    }

    /// One level deeper.
    #[inline(always)]
    pub fn enter(&self) -> Result<(), Failure> {
        match self.levels_left.get().checked_sub(1) {
            Some(levels) => self.levels_left.set(levels),
            None => return Err(Failure::Overflow),
        }
        Ok(())
    }

    /// `count` levels up.
    #[inline(always)]
    pub fn leave(&self, count: u32) {
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
    /// From this token on `end_or_probe` decides.
    stop_at: u32,
    probe: Option<(Kind, Kind)>,
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
        }
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
    fn end_or_probe(&mut self) -> Option<Token> {
        if self.progress.lookahead.get() == Kind::EndOfFile {
            return None;
        }
        Some(match self.probe.take() {
            Some((kind, lookahead)) => {
                self.progress.lookahead.set(lookahead);
                Token::new(kind, Leaf::new(kind as u8, 0, 0))
            }
            None => Token::new(Kind::Unknown, Leaf::new(Kind::Unknown as u8, 0, 0)),
        })
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
            return self.end_or_probe().map(|token| Ok(((), token, ())));
        }
        Some(self.next_token().map(|token| ((), token, ())))
    }
}
