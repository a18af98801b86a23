//! What the automaton tells apart, and what it does where a regular expression is not enough.

use super::long_brackets::{comment, incomplete_long_bracket, long_string};
use super::short_strings::short_string;
use crate::error::SyntaxError;
use logos::{Logos, Skip};

/// A kind of token. The reserved words come first, in the order of their interner ids: the automaton takes them
/// for names, and the interner tells them apart.
#[derive(Logos, Clone, Copy, PartialEq, Eq, Debug)]
#[logos(utf8 = false)]
#[logos(extras = Extras)]
#[logos(skip(b"[ \t\x0b\x0c]+"))]
#[logos(skip(b"\n[ \t]*|\r\n|\n\r|\r", newline))]
#[repr(u8)]
pub enum Kind {
    And = 0,
    Break,
    Do,
    Else,
    Elseif,
    End,
    False,
    For,
    Function,
    Goto,
    If,
    In,
    Local,
    Nil,
    Not,
    Or,
    Repeat,
    Return,
    Then,
    True,
    Until,
    While,

    #[regex(b"[A-Za-z_][A-Za-z0-9_]*")]
    Name,
    /// All that the reference's reader takes for one numeral, malformed ones too.
    #[regex(b"\\.?[0-9]([0-9a-dA-DfF.]|[eE][+\\-]?)*[A-Za-z_]?")]
    #[regex(b"\\.?0[xX]([0-9a-fA-F.]|[pP][+\\-]?)*[A-Za-z_]?", priority = 9)]
    Numeral,
    /// A short string whose text is its value.
    #[regex(b"\"[^\"\\\\\r\n]*\"")]
    #[regex(b"'[^'\\\\\r\n]*'")]
    PlainString,
    /// Everything else that starts with a quote: a string with escapes, or an error.
    #[token(b"\"", short_string)]
    #[token(b"'", short_string)]
    EscapedString,
    #[regex(b"\\[=*\\[", long_string)]
    LongString,
    /// Never handed out: what these match is skipped or an error.
    #[regex(b"\\[=+", incomplete_long_bracket)]
    #[token(b"--", comment)]
    Trivia,

    #[token(b"+")]
    Plus,
    #[token(b"-")]
    Minus,
    #[token(b"*")]
    Star,
    #[token(b"/")]
    Slash,
    #[token(b"%")]
    Percent,
    #[token(b"^")]
    Caret,
    #[token(b"#")]
    Hash,
    #[token(b"&")]
    Ampersand,
    #[token(b"~")]
    Tilde,
    #[token(b"|")]
    Pipe,
    #[token(b"<<")]
    ShiftLeft,
    #[token(b">>")]
    ShiftRight,
    #[token(b"//")]
    DoubleSlash,
    #[token(b"==")]
    Equal,
    #[token(b"~=")]
    NotEqual,
    #[token(b"<=")]
    LessEqual,
    #[token(b">=")]
    GreaterEqual,
    #[token(b"<")]
    Less,
    #[token(b">")]
    Greater,
    #[token(b"=")]
    Assign,
    #[token(b"(")]
    LeftParen,
    #[token(b")")]
    RightParen,
    #[token(b"{")]
    LeftBrace,
    #[token(b"}")]
    RightBrace,
    #[token(b"[")]
    LeftBracket,
    #[token(b"]")]
    RightBracket,
    #[token(b"::")]
    DoubleColon,
    #[token(b";")]
    Semicolon,
    #[token(b":")]
    Colon,
    #[token(b",")]
    Comma,
    #[token(b".")]
    Dot,
    #[token(b"..")]
    Concat,
    #[token(b"...")]
    Dots,
    /// A byte that starts no token.
    #[regex(b"(?s-u:.)", priority = 0)]
    Unknown,
    EndOfFile,

    // numerals by value, as the builder sees them
    SmallInteger,
    BigInteger,
    Float,
}

/// How many kinds there are.
pub const KIND_COUNT: usize = Kind::Float as usize + 1;

/// Every kind, by its number.
pub const KINDS: [Kind; KIND_COUNT] = {
    use Kind::*;
    [
        And,
        Break,
        Do,
        Else,
        Elseif,
        End,
        False,
        For,
        Function,
        Goto,
        If,
        In,
        Local,
        Nil,
        Not,
        Or,
        Repeat,
        Return,
        Then,
        True,
        Until,
        While,
        Name,
        Numeral,
        PlainString,
        EscapedString,
        LongString,
        Trivia,
        Plus,
        Minus,
        Star,
        Slash,
        Percent,
        Caret,
        Hash,
        Ampersand,
        Tilde,
        Pipe,
        ShiftLeft,
        ShiftRight,
        DoubleSlash,
        Equal,
        NotEqual,
        LessEqual,
        GreaterEqual,
        Less,
        Greater,
        Assign,
        LeftParen,
        RightParen,
        LeftBrace,
        RightBrace,
        LeftBracket,
        RightBracket,
        DoubleColon,
        Semicolon,
        Colon,
        Comma,
        Dot,
        Concat,
        Dots,
        Unknown,
        EndOfFile,
        SmallInteger,
        BigInteger,
        Float,
    ]
};

const _: () = {
    let mut number = 0;
    while number < KIND_COUNT {
        assert!(KINDS[number] as usize == number);
        number += 1;
    }
};

/// What the automaton carries from token to token.
#[derive(Default)]
pub struct Extras {
    /// The line that has been reached.
    pub line: u32,
    /// The value of the last `EscapedString`, or of a `LongString` with carriage returns in it.
    pub buffer: Vec<u8>,
    /// Whether the last `LongString` is in the source as it is, without carriage returns.
    pub verbatim: bool,
    /// Why the last token failed.
    pub error: Option<Box<SyntaxError>>,
}

pub(super) type Automaton<'s> = logos::Lexer<'s, Kind>;

#[inline(always)]
fn newline(lexer: &mut Automaton) -> Skip {
    lexer.extras.line += 1;
    Skip
}

/// Notes an error at the line that has been reached.
#[cold]
pub(super) fn fail(lexer: &mut Automaton, message: impl Into<Vec<u8>>, near: Option<Vec<u8>>) {
    let line = lexer.extras.line;
    lexer.extras.error = Some(Box::new(SyntaxError::new(line, message, near)));
}

/// `'text'`, cut at the first NUL as C does.
pub(crate) fn quote(text: &[u8]) -> Vec<u8> {
    let text = &text[..memchr::memchr(0, text).unwrap_or(text.len())];
    [b"'", text, b"'"].concat()
}
