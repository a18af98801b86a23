//! Long strings and comments.

use super::kind::{Automaton, fail, quote};
use logos::Skip;

/// Where a long bracket ends.
struct LongBracket {
    content_length: usize,
    /// Up to and with the closing bracket.
    length: usize,
    lines: u32,
    has_carriage_return: bool,
}

/// The length of the line break that starts `text`: `\r\n` and `\n\r` count as one.
#[inline]
pub(super) fn line_break(text: &[u8]) -> usize {
    match text {
        [b'\n', b'\r', ..] | [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    }
}

/// Finds the closing bracket of a level in what follows the opening one.
fn scan(text: &[u8], level: usize) -> Option<LongBracket> {
    let mut at = 0;
    let (mut lines, mut has_carriage_return) = (0, false);
    loop {
        let found = at + memchr::memchr3(b']', b'\n', b'\r', &text[at..])?;
        if text[found] != b']' {
            let length = line_break(&text[found..]);
            has_carriage_return |= length == 2 || text[found] == b'\r';
            lines += 1;
            at = found + length;
            continue;
        }
        let signs = equal_signs(&text[found + 1..]);
        let end = found + 1 + signs;
        if signs == level && text.get(end) == Some(&b']') {
            return Some(LongBracket {
                content_length: found,
                length: end + 1,
                lines,
                has_carriage_return,
            });
        }
        at = end; // there may be the `]` of another closing bracket
    }
}

fn equal_signs(text: &[u8]) -> usize {
    text.iter().take_while(|byte| **byte == b'=').count()
}

/// Copies text with every line break as `\n`.
pub(super) fn normalize_line_breaks(mut text: &[u8], into: &mut Vec<u8>) {
    while let Some(at) = memchr::memchr2(b'\n', b'\r', text) {
        into.extend_from_slice(&text[..at]);
        into.push(b'\n');
        text = &text[at + line_break(&text[at..])..];
    }
    into.extend_from_slice(text);
}

/// How many lines end in a text.
pub(crate) fn count_lines(mut text: &[u8]) -> usize {
    let mut lines = 0;
    while let Some(at) = memchr::memchr2(b'\n', b'\r', text) {
        lines += 1;
        text = &text[at + line_break(&text[at..])..];
    }
    lines
}

/// The level of the long bracket that a token is.
pub(super) fn level_of(token: &[u8]) -> usize {
    equal_signs(&token[1..])
}

/// After `[==[`.
pub(super) fn long_string(lexer: &mut Automaton) -> Result<(), ()> {
    let level = level_of(lexer.slice());
    let rest: &[u8] = lexer.remainder();
    let Some(bracket) = scan(rest, level) else {
        unfinished(lexer, rest, "string");
        return Err(());
    };
    lexer.extras.line += bracket.lines;
    lexer.extras.verbatim = !bracket.has_carriage_return;
    if bracket.has_carriage_return {
        lexer.extras.buffer.clear();
        normalize_line_breaks(&rest[..bracket.content_length], &mut lexer.extras.buffer);
    }
    lexer.bump(bracket.length);
    Ok(())
}

/// After `--`.
pub(super) fn comment(lexer: &mut Automaton) -> Result<Skip, ()> {
    let rest: &[u8] = lexer.remainder();
    if rest.first() == Some(&b'[') {
        let level = level_of(rest);
        if rest.get(level + 1) == Some(&b'[') {
            lexer.bump(level + 2);
            return long_comment(lexer, level);
        }
    }
    lexer.bump(memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len()));
    Ok(Skip)
}

fn long_comment(lexer: &mut Automaton, level: usize) -> Result<Skip, ()> {
    let rest: &[u8] = lexer.remainder();
    let Some(bracket) = scan(rest, level) else {
        unfinished(lexer, rest, "comment");
        return Err(());
    };
    lexer.extras.line += bracket.lines;
    lexer.bump(bracket.length);
    Ok(Skip)
}

/// After `[==` that no second bracket follows.
pub(super) fn incomplete_long_bracket(lexer: &mut Automaton) -> Result<Skip, ()> {
    let near = quote(lexer.slice());
    fail(lexer, "invalid long string delimiter", Some(near));
    Err(())
}

#[cold]
fn unfinished(lexer: &mut Automaton, rest: &[u8], what: &str) {
    let start = lexer.extras.line;
    lexer.extras.line += count_lines(rest) as u32;
    lexer.bump(rest.len());
    fail(
        lexer,
        format!("unfinished long {what} (starting at line {start})"),
        Some(b"<eof>".to_vec()),
    );
}
