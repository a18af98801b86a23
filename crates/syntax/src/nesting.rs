//! Where the reference would run out of C levels.
//!
//! The reference's parser recurses, and counts: each open statement, each open expression, each operator that waits
//! for its right operand and each further target of an assignment is a level. The LR parser does not recurse; its
//! lexer and its builder only estimate, never too low, and cheaply. When the estimate exceeds the limit this file finds
//! out the truth, by walking the tokens in the shape of the reference's parser. What is no Lua ends the walk: what is
//! wrong is for the parser to say.

use crate::builder::{UNARY_PRIORITY, binary_priority};
use crate::interner::Interner;
use crate::lexer::{Kind, Lexer, Progress, TERMINALS, UNBOUNDED};

/// The number of the token at which more than `levels` would be open; `None` if that never happens.
#[cold]
pub(crate) fn overflow(source: &[u8], levels: u32, interner: &mut Interner) -> Option<u32> {
    let progress = Progress::new(UNBOUNDED);
    let mut walk = Walk {
        lexer: Lexer::new(source, interner, &progress),
        progress: &progress,
        token: Kind::EndOfFile,
        levels,
    };
    match walk.next().and_then(|()| walk.block()) {
        Err(Stop::Overflow) => Some(walk.lexer.count - 1),
        Ok(()) | Err(Stop::NotLua) => None,
    }
}

/// Why a walk ends early.
enum Stop {
    Overflow,
    NotLua,
}

type Result<T = ()> = std::result::Result<T, Stop>;

/// A walk in progress. Its own recursion is bounded by `levels`.
struct Walk<'s, 'i> {
    lexer: Lexer<'s, 'i>,
    progress: &'i Progress,
    /// The lookahead.
    token: Kind,
    /// How many more may be opened.
    levels: u32,
}

impl Walk<'_, '_> {
    fn next(&mut self) -> Result {
        self.lexer.next_token().map_err(|_| Stop::NotLua)?;
        self.token = self.progress.lookahead.get();
        Ok(())
    }

    /// Passes the token if it is of that kind.
    fn accept(&mut self, kind: Kind) -> Result<bool> {
        let accepted = self.token == kind;
        if accepted {
            self.next()?;
        }
        Ok(accepted)
    }

    fn expect(&mut self, kind: Kind) -> Result {
        if self.accept(kind)? {
            Ok(())
        } else {
            Err(Stop::NotLua)
        }
    }

    /// One level deeper.
    fn deeper(&mut self, inside: impl FnOnce(&mut Self) -> Result) -> Result {
        self.levels = self.levels.checked_sub(1).ok_or(Stop::Overflow)?;
        inside(self)?;
        self.levels += 1;
        Ok(())
    }

    fn at_block_end(&self) -> bool {
        TERMINALS[self.token as usize].ends_block()
    }

    fn block(&mut self) -> Result {
        while !self.at_block_end() {
            let is_last = self.token == Kind::Return;
            self.deeper(Self::statement)?;
            if is_last {
                break;
            }
        }
        Ok(())
    }

    fn block_to_end(&mut self) -> Result {
        self.block()?;
        self.expect(Kind::End)
    }

    fn statement(&mut self) -> Result {
        match self.token {
            Kind::Semicolon | Kind::Break => self.next(),
            Kind::Goto => {
                self.next()?;
                self.expect(Kind::Name)
            }
            Kind::DoubleColon => self.label(),
            Kind::Do => {
                self.next()?;
                self.block_to_end()
            }
            Kind::While => {
                self.next()?;
                self.expression()?;
                self.expect(Kind::Do)?;
                self.block_to_end()
            }
            Kind::Repeat => {
                self.next()?;
                self.block()?;
                self.expect(Kind::Until)?;
                self.expression()
            }
            Kind::If => self.if_statement(),
            Kind::For => self.for_statement(),
            Kind::Function => {
                self.next()?;
                self.expect(Kind::Name)?;
                while self.accept(Kind::Dot)? || self.accept(Kind::Colon)? {
                    self.expect(Kind::Name)?;
                }
                self.function_body()
            }
            Kind::Local => self.local_statement(),
            Kind::Return => {
                self.next()?;
                if !self.at_block_end() && self.token != Kind::Semicolon {
                    self.expressions()?;
                }
                self.accept(Kind::Semicolon).map(drop)
            }
            _ => {
                self.suffixed()?;
                match self.token {
                    Kind::Comma | Kind::Assign => self.rest_of_assignment(),
                    _ => Ok(()),
                }
            }
        }
    }

    /// The reference takes labels and void statements that follow a label for part of it.
    fn label(&mut self) -> Result {
        self.next()?;
        self.expect(Kind::Name)?;
        self.expect(Kind::DoubleColon)?;
        while matches!(self.token, Kind::Semicolon | Kind::DoubleColon) {
            self.deeper(Self::statement)?;
        }
        Ok(())
    }

    fn if_statement(&mut self) -> Result {
        while matches!(self.token, Kind::If | Kind::Elseif) {
            self.next()?;
            self.expression()?;
            self.expect(Kind::Then)?;
            self.block()?;
        }
        self.accept(Kind::Else)?;
        self.block_to_end()
    }

    fn for_statement(&mut self) -> Result {
        self.next()?;
        self.expect(Kind::Name)?;
        while self.accept(Kind::Comma)? {
            self.expect(Kind::Name)?;
        }
        if !self.accept(Kind::Assign)? {
            self.expect(Kind::In)?;
        }
        self.expressions()?;
        self.expect(Kind::Do)?;
        self.block_to_end()
    }

    fn local_statement(&mut self) -> Result {
        self.next()?;
        if self.accept(Kind::Function)? {
            self.expect(Kind::Name)?;
            return self.function_body();
        }
        loop {
            self.expect(Kind::Name)?;
            if self.accept(Kind::Less)? {
                self.expect(Kind::Name)?;
                self.expect(Kind::Greater)?;
            }
            if !self.accept(Kind::Comma)? {
                break;
            }
        }
        if self.accept(Kind::Assign)? {
            self.expressions()?;
        }
        Ok(())
    }

    fn rest_of_assignment(&mut self) -> Result {
        if self.accept(Kind::Comma)? {
            self.suffixed()?;
            return self.deeper(Self::rest_of_assignment);
        }
        self.expect(Kind::Assign)?;
        self.expressions()
    }

    fn function_body(&mut self) -> Result {
        self.expect(Kind::LeftParen)?;
        while matches!(self.token, Kind::Name | Kind::Dots | Kind::Comma) {
            self.next()?;
        }
        self.expect(Kind::RightParen)?;
        self.block_to_end()
    }

    fn expressions(&mut self) -> Result {
        self.expression()?;
        while self.accept(Kind::Comma)? {
            self.expression()?;
        }
        Ok(())
    }

    fn expression(&mut self) -> Result {
        self.operand_of(0)
    }

    /// An expression whose operators bind to the left more strongly than `limit`.
    fn operand_of(&mut self, limit: u8) -> Result {
        self.deeper(|walk| {
            if matches!(walk.token, Kind::Not | Kind::Hash | Kind::Minus | Kind::Tilde) {
                walk.next()?;
                walk.operand_of(UNARY_PRIORITY)?;
            } else {
                walk.simple()?;
            }
            while let Some((left, right)) = binary_priority(walk.token)
                && left > limit
            {
                walk.next()?;
                walk.operand_of(right)?;
            }
            Ok(())
        })
    }

    fn simple(&mut self) -> Result {
        match self.token {
            Kind::Numeral | Kind::Nil | Kind::True | Kind::False | Kind::Dots => self.next(),
            Kind::PlainString | Kind::EscapedString | Kind::LongString => self.next(),
            Kind::LeftBrace => self.table(),
            Kind::Function => {
                self.next()?;
                self.function_body()
            }
            _ => self.suffixed(),
        }
    }

    fn suffixed(&mut self) -> Result {
        if self.accept(Kind::LeftParen)? {
            self.expression()?;
            self.expect(Kind::RightParen)?;
        } else {
            self.expect(Kind::Name)?;
        }
        loop {
            match self.token {
                Kind::Dot => {
                    self.next()?;
                    self.expect(Kind::Name)?;
                }
                Kind::LeftBracket => self.key()?,
                Kind::Colon => {
                    self.next()?;
                    self.expect(Kind::Name)?;
                    self.arguments()?;
                }
                Kind::LeftParen | Kind::LeftBrace => self.arguments()?,
                Kind::PlainString | Kind::EscapedString | Kind::LongString => self.next()?,
                _ => return Ok(()),
            }
        }
    }

    fn arguments(&mut self) -> Result {
        match self.token {
            Kind::LeftBrace => self.table(),
            Kind::PlainString | Kind::EscapedString | Kind::LongString => self.next(),
            _ => {
                self.expect(Kind::LeftParen)?;
                if self.accept(Kind::RightParen)? {
                    return Ok(());
                }
                self.expressions()?;
                self.expect(Kind::RightParen)
            }
        }
    }

    /// `[key]`
    fn key(&mut self) -> Result {
        self.next()?;
        self.expression()?;
        self.expect(Kind::RightBracket)
    }

    fn table(&mut self) -> Result {
        self.expect(Kind::LeftBrace)?;
        while self.token != Kind::RightBrace {
            if self.token == Kind::LeftBracket {
                self.key()?;
            } else {
                self.expression()?;
            }
            if self.accept(Kind::Assign)? {
                self.expression()?;
            }
            if !self.accept(Kind::Comma)? && !self.accept(Kind::Semicolon)? {
                break;
            }
        }
        self.expect(Kind::RightBrace)
    }
}
