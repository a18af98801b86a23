//! Which brackets and blocks a prefix of a program leaves open.

use crate::lexer::{Kind, Token};

/// A bracket or block that waits for its end.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Construct {
    /// `(`, `{` or `[`.
    Bracket,
    /// `(` of a parameter list.
    Parameters,
    Function {
        before_parameters: bool,
        named: bool,
    },
    Loop {
        before_do: bool,
    },
    /// `if`, `do`, `repeat`.
    Block,
}

#[derive(Clone, Copy)]
struct Open {
    construct: Construct,
    kind: Kind,
    line: u32,
}

/// The open brackets and blocks, found by looking at tokens alone: in a viable prefix every token that opens
/// something has one meaning.
#[derive(Default)]
pub struct OpenConstructs {
    stack: Vec<Open>,
    previous: Option<Kind>,
    before_previous: Option<Kind>,
}

impl OpenConstructs {
    /// Takes the next token of the prefix.
    pub fn feed(&mut self, token: Token) {
        let (kind, line) = (token.kind(), token.line());
        match kind {
            Kind::LeftParen => self.left_paren(line),
            Kind::LeftBrace | Kind::LeftBracket => self.push(Construct::Bracket, kind, line),
            Kind::Function => {
                let construct = Construct::Function {
                    before_parameters: true,
                    named: false,
                };
                self.push(construct, kind, line);
            }
            Kind::Name if self.previous == Some(Kind::Function) => {
                if self.before_previous != Some(Kind::Local)
                    && let Some(Open {
                        construct: Construct::Function { named, .. },
                        ..
                    }) = self.stack.last_mut()
                {
                    *named = true;
                }
            }
            Kind::While | Kind::For => self.push(Construct::Loop { before_do: true }, kind, line),
            Kind::Do => match self.stack.last_mut() {
                Some(Open {
                    construct: Construct::Loop { before_do },
                    ..
                }) if *before_do => *before_do = false,
                _ => self.push(Construct::Block, kind, line),
            },
            Kind::If | Kind::Repeat => self.push(Construct::Block, kind, line),
            Kind::RightParen | Kind::RightBrace | Kind::RightBracket | Kind::End | Kind::Until => {
                self.stack.pop();
            }
            _ => {}
        }
        self.before_previous = self.previous.replace(kind);
    }

    fn push(&mut self, construct: Construct, kind: Kind, line: u32) {
        self.stack.push(Open {
            construct,
            kind,
            line,
        });
    }

    fn left_paren(&mut self, paren_line: u32) {
        if let Some(Open {
            construct:
                Construct::Function {
                    before_parameters,
                    named,
                },
            line,
            ..
        }) = self.stack.last_mut()
            && *before_parameters
        {
            *before_parameters = false;
            if !*named {
                *line = paren_line; // where the reference says that such a function begins
            }
            self.push(Construct::Parameters, Kind::LeftParen, paren_line);
        } else {
            self.push(Construct::Bracket, Kind::LeftParen, paren_line);
        }
    }

    /// What the reference says when something else stands where the innermost construct should end.
    pub fn expected_end(&self, line: u32) -> String {
        let Some(open) = self.stack.last() else {
            return "<eof> expected".into();
        };
        let (end, start) = match open.kind {
            Kind::LeftParen => (")", "("),
            Kind::LeftBrace => ("}", "{"),
            Kind::LeftBracket => ("]", "["),
            Kind::Repeat => ("until", "repeat"),
            Kind::Function => ("end", "function"),
            Kind::While => ("end", "while"),
            Kind::For => ("end", "for"),
            Kind::If => ("end", "if"),
            _ => ("end", "do"),
        };
        if open.line == line || open.construct == Construct::Parameters {
            format!("'{end}' expected")
        } else {
            format!("'{end}' expected (to close '{start}' at line {})", open.line)
        }
    }
}
