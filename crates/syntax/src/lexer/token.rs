//! Tokens as the grammar sees them.

use super::kind::{KIND_COUNT, KINDS, Kind};
use crate::ast::Leaf;
use crate::interner::StringId;

/// A terminal of the grammar. Kinds that the grammar need not tell apart share one, which keeps its tables small.
///
/// A number rather than an enum: the parser's match over all of them then compiles to nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Terminal(u8);

/// Numbers the terminals.
macro_rules! terminals {
    ($($(#[$comment:meta])* $name:ident)*) => {
        #[allow(
            non_camel_case_types,
            clippy::upper_case_acronyms,
            reason = "the names of the constants that are numbered"
        )]
        enum Number { $($name,)* }

        impl Terminal {
            $($(#[$comment])* pub const $name: Terminal = Terminal(Number::$name as u8);)*
        }
    };
}

// In the order of the grammar's `extern` block.
terminals! {
    END_OF_FILE
    NAME
    /// Numerals, `nil`, `true`, `false`.
    LITERAL
    STRING
    DOTS
    /// Operators that are only binary.
    BINARY
    /// Operators that are only unary.
    UNARY
    MINUS
    TILDE
    LESS
    GREATER
    ASSIGN
    LEFT_PAREN
    RIGHT_PAREN
    LEFT_BRACE
    RIGHT_BRACE
    LEFT_BRACKET
    RIGHT_BRACKET
    DOUBLE_COLON
    SEMICOLON
    COLON
    COMMA
    DOT
    BREAK
    DO
    ELSE
    ELSEIF
    END
    FOR
    FUNCTION
    GOTO
    IF
    IN
    LOCAL
    REPEAT
    RETURN
    THEN
    UNTIL
    WHILE
    /// In no rule: bytes that start no token, and the probe that asks what would have been accepted.
    BOGUS
}

impl Terminal {
    /// Its place in the grammar's tables.
    pub const fn number(self) -> usize {
        self.0 as usize
    }
}

impl Terminal {
    /// Whether it ends the block before it.
    #[inline(always)]
    pub const fn ends_block(self) -> bool {
        matches!(
            self,
            Terminal::ELSE | Terminal::ELSEIF | Terminal::END | Terminal::END_OF_FILE | Terminal::UNTIL
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
    let mut terminals = [Terminal::BOGUS; KIND_COUNT];
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
        Kind::EndOfFile => T::END_OF_FILE,
        Kind::Name => T::NAME,
        Kind::Numeral | Kind::SmallInteger | Kind::BigInteger | Kind::Float => T::LITERAL,
        Kind::Nil | Kind::True | Kind::False => T::LITERAL,
        Kind::PlainString | Kind::EscapedString | Kind::LongString => T::STRING,
        Kind::Dots => T::DOTS,
        Kind::And | Kind::Or | Kind::Plus | Kind::Star | Kind::Slash | Kind::DoubleSlash => T::BINARY,
        Kind::Percent | Kind::Caret | Kind::Ampersand | Kind::Pipe | Kind::Concat => T::BINARY,
        Kind::ShiftLeft | Kind::ShiftRight | Kind::Equal | Kind::NotEqual => T::BINARY,
        Kind::LessEqual | Kind::GreaterEqual => T::BINARY,
        Kind::Not | Kind::Hash => T::UNARY,
        Kind::Minus => T::MINUS,
        Kind::Tilde => T::TILDE,
        Kind::Less => T::LESS,
        Kind::Greater => T::GREATER,
        Kind::Assign => T::ASSIGN,
        Kind::LeftParen => T::LEFT_PAREN,
        Kind::RightParen => T::RIGHT_PAREN,
        Kind::LeftBrace => T::LEFT_BRACE,
        Kind::RightBrace => T::RIGHT_BRACE,
        Kind::LeftBracket => T::LEFT_BRACKET,
        Kind::RightBracket => T::RIGHT_BRACKET,
        Kind::DoubleColon => T::DOUBLE_COLON,
        Kind::Semicolon => T::SEMICOLON,
        Kind::Colon => T::COLON,
        Kind::Comma => T::COMMA,
        Kind::Dot => T::DOT,
        Kind::Break => T::BREAK,
        Kind::Do => T::DO,
        Kind::Else => T::ELSE,
        Kind::Elseif => T::ELSEIF,
        Kind::End => T::END,
        Kind::For => T::FOR,
        Kind::Function => T::FUNCTION,
        Kind::Goto => T::GOTO,
        Kind::If => T::IF,
        Kind::In => T::IN,
        Kind::Local => T::LOCAL,
        Kind::Repeat => T::REPEAT,
        Kind::Return => T::RETURN,
        Kind::Then => T::THEN,
        Kind::Until => T::UNTIL,
        Kind::While => T::WHILE,
        Kind::Unknown | Kind::Trivia => T::BOGUS,
    }
}

/// A block can take a level for a statement and one for an expression in it.
pub(super) const LEVELS_OF_BLOCK: i32 = 2;

/// Levels that a token opens, at most, or closes; `while` and `for` count through their `do`.
pub(super) static NESTING: [i8; KIND_COUNT] = {
    const BLOCK: i8 = LEVELS_OF_BLOCK as i8;
    let mut deltas = [0; KIND_COUNT];
    let mut number = 0;
    while number < KIND_COUNT {
        deltas[number] = match KINDS[number] {
            Kind::LeftParen | Kind::LeftBrace | Kind::LeftBracket => 1,
            Kind::RightParen | Kind::RightBrace | Kind::RightBracket => -1,
            Kind::Function | Kind::If | Kind::Do | Kind::Repeat => BLOCK,
            Kind::End | Kind::Until => -BLOCK,
            _ => 0,
        };
        number += 1;
    }
    deltas
};
