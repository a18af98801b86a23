//! Why a chunk is refused.

use crate::chunk_id::chunk_id;

/// A chunk is not a Lua program, or goes beyond a limit.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SyntaxError {
    /// Brackets, blocks and operators nest deeper than the levels that were left. The reference raises this as a
    /// run-time error, without a position.
    #[error("C stack overflow")]
    Overflow,
    /// Everything else has a line, and mostly a token.
    #[error("{}", String::from_utf8_lossy(&self.positioned(b"?")))]
    Invalid {
        /// The line that the lexer had reached.
        line: u32,
        /// What is wrong.
        message: Vec<u8>,
        /// The text of the token that the message speaks of, in quotes when it has any.
        near: Option<Vec<u8>>,
    },
}

impl SyntaxError {
    pub(crate) fn new(line: u32, message: impl Into<Vec<u8>>, near: Option<Vec<u8>>) -> SyntaxError {
        SyntaxError::Invalid {
            line,
            message: message.into(),
            near,
        }
    }

    /// The whole text, as the reference words it: `chunk:line: message near 'token'`.
    pub fn message(&self, chunk_name: &[u8]) -> Vec<u8> {
        self.positioned(&chunk_id(chunk_name))
    }

    /// Whether the nesting was too deep.
    pub fn is_overflow(&self) -> bool {
        matches!(self, SyntaxError::Overflow)
    }

    fn positioned(&self, chunk: &[u8]) -> Vec<u8> {
        let SyntaxError::Invalid { line, message, near } = self else {
            return b"C stack overflow".to_vec();
        };
        let mut text = [chunk, format!(":{line}: ").as_bytes(), message].concat();
        if let Some(near) = near {
            text.extend_from_slice(b" near ");
            text.extend_from_slice(near);
        }
        text
    }
}

/// The small error that travels through the parser; its details wait in the lexer or the builder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// `Extras::error` says why.
    Lexical,
    /// Too deeply nested.
    Overflow,
    /// `Builder::error` says why.
    Semantic,
}
