//! Tokens as the grammar sees them.

use super::kind::{KIND_COUNT, KINDS, Kind};
use crate::ast::Leaf;
use crate::interner::StringId;

/// The terminals of the grammar, in the order of its `extern` block. Kinds that the grammar need not tell apart
/// share one, which keeps its tables small.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Terminal {
    EndOfFile,
    Name,
    /// Numerals, `nil`, `true`, `false`.
    Literal,
    String,
    Dots,
    /// Operators that are only binary.
    Binary,
    /// Operators that are only unary.
    Unary,
    Minus,
    Tilde,
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
    Break,
    Do,
    Else,
    Elseif,
    End,
    For,
    Function,
    Goto,
    If,
    In,
    Local,
    Repeat,
    Return,
    Then,
    Until,
    While,
    /// In no rule: bytes that start no token, and the probe that asks what would have been accepted.
    Bogus,
}

impl Terminal {
    /// Whether it ends the block before it.
    #[inline(always)]
    pub const fn ends_block(self) -> bool {
        matches!(
            self,
            Terminal::Else | Terminal::Elseif | Terminal::End | Terminal::EndOfFile | Terminal::Until
        )
    }
}

/// A terminal with its kind, line and value: two scalars, so that it travels in registers. The value of `...` and of
/// `{` is the line of the token before.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    pub terminal: Terminal,
    pub leaf: Leaf,
}

impl Token {
    #[inline(always)]
    pub fn new(kind: Kind, leaf: Leaf) -> Token {
        Token {
            terminal: TERMINALS[kind as usize],
            leaf,
        }
    }

    /// The name or string that it is.
    #[inline(always)]
    pub fn id(self) -> StringId {
        self.leaf.id()
    }

    /// The line where it ends.
    #[inline(always)]
    pub fn line(self) -> u32 {
        self.leaf.line()
    }

    #[inline(always)]
    pub fn kind(self) -> Kind {
        KIND_OF_NUMBER[self.leaf.kind() as usize]
    }
}

/// `KINDS`, with an entry for every byte: no bounds check is needed.
const KIND_OF_NUMBER: [Kind; 256] = {
    let mut kinds = [Kind::Unknown; 256];
    let mut number = 0;
    while number < KIND_COUNT {
        kinds[number] = KINDS[number];
        number += 1;
    }
    kinds
};

/// The terminal of each kind.
pub static TERMINALS: [Terminal; KIND_COUNT] = {
    let mut terminals = [Terminal::Bogus; KIND_COUNT];
    let mut number = 0;
    while number < KIND_COUNT {
        terminals[number] = terminal_of(KINDS[number]);
        number += 1;
    }
    terminals
};

const fn terminal_of(kind: Kind) -> Terminal {
    use Terminal as T;
    match kind {
        Kind::EndOfFile => T::EndOfFile,
        Kind::Name => T::Name,
        Kind::Numeral | Kind::SmallInteger | Kind::BigInteger | Kind::Float => T::Literal,
        Kind::Nil | Kind::True | Kind::False => T::Literal,
        Kind::PlainString | Kind::EscapedString | Kind::LongString => T::String,
        Kind::Dots => T::Dots,
        Kind::And | Kind::Or | Kind::Plus | Kind::Star | Kind::Slash | Kind::DoubleSlash => T::Binary,
        Kind::Percent | Kind::Caret | Kind::Ampersand | Kind::Pipe | Kind::Concat => T::Binary,
        Kind::ShiftLeft | Kind::ShiftRight | Kind::Equal | Kind::NotEqual => T::Binary,
        Kind::LessEqual | Kind::GreaterEqual => T::Binary,
        Kind::Not | Kind::Hash => T::Unary,
        Kind::Minus => T::Minus,
        Kind::Tilde => T::Tilde,
        Kind::Less => T::Less,
        Kind::Greater => T::Greater,
        Kind::Assign => T::Assign,
        Kind::LeftParen => T::LeftParen,
        Kind::RightParen => T::RightParen,
        Kind::LeftBrace => T::LeftBrace,
        Kind::RightBrace => T::RightBrace,
        Kind::LeftBracket => T::LeftBracket,
        Kind::RightBracket => T::RightBracket,
        Kind::DoubleColon => T::DoubleColon,
        Kind::Semicolon => T::Semicolon,
        Kind::Colon => T::Colon,
        Kind::Comma => T::Comma,
        Kind::Dot => T::Dot,
        Kind::Break => T::Break,
        Kind::Do => T::Do,
        Kind::Else => T::Else,
        Kind::Elseif => T::Elseif,
        Kind::End => T::End,
        Kind::For => T::For,
        Kind::Function => T::Function,
        Kind::Goto => T::Goto,
        Kind::If => T::If,
        Kind::In => T::In,
        Kind::Local => T::Local,
        Kind::Repeat => T::Repeat,
        Kind::Return => T::Return,
        Kind::Then => T::Then,
        Kind::Until => T::Until,
        Kind::While => T::While,
        Kind::Unknown | Kind::Trivia => T::Bogus,
    }
}
