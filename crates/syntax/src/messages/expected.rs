//! The set of terminals that may follow a prefix.

use crate::lexer::Terminal;

/// The grammar's names of the terminals; a terminal's place is its number.
const NAMES: [&str; Terminal::BOGUS.number()] = [
    "EOF",
    "NAME",
    "LITERAL",
    "STRING",
    "\"...\"",
    "BINARY",
    "UNARY",
    "\"-\"",
    "\"~\"",
    "\"<\"",
    "\">\"",
    "\"=\"",
    "\"(\"",
    "\")\"",
    "\"{\"",
    "\"}\"",
    "\"[\"",
    "\"]\"",
    "\"::\"",
    "\";\"",
    "\":\"",
    "\",\"",
    "\".\"",
    "\"break\"",
    "\"do\"",
    "\"else\"",
    "\"elseif\"",
    "\"end\"",
    "\"for\"",
    "\"function\"",
    "\"goto\"",
    "\"if\"",
    "\"in\"",
    "\"local\"",
    "\"repeat\"",
    "\"return\"",
    "\"then\"",
    "\"until\"",
    "\"while\"",
];

/// A set of terminals.
#[derive(Clone, Copy, Default)]
pub struct Expected(u64);

impl Expected {
    /// From the list that the parser's error gives.
    pub fn from_names(names: &[String]) -> Expected {
        let bit = |name: &String| {
            NAMES
                .iter()
                .position(|known| known == name)
                .map_or(0, |number| 1 << number)
        };
        Expected(names.iter().map(bit).fold(0, |set, bit: u64| set | bit))
    }

    /// Whether a terminal may follow.
    pub fn has(self, terminal: Terminal) -> bool {
        self.0 & (1 << terminal.number()) != 0
    }

    /// Whether the innermost block may end here.
    pub fn end_of_block(self) -> bool {
        self.has(Terminal::END_OF_FILE) || self.has(Terminal::END) || self.has(Terminal::UNTIL)
    }
}
