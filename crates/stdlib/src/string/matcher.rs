//! The pattern matcher (manual, §6.4.1): a backtracking matcher over bytes.

use super::byte_set::{ByteSet, class};
use smallvec::SmallVec;
use std::fmt;

/// The most captures that a pattern may have.
pub const MAX_CAPTURES: usize = 32;
/// The deepest recursion of a match.
const MAX_DEPTH: u32 = 200;
const ESCAPE: u8 = b'%';

/// What is wrong with a pattern.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PatternError {
    /// A reference to a capture that is not complete.
    CaptureIndex(i32),
    /// `)` without `(`.
    InvalidCapture,
    /// `(` without `)`.
    UnfinishedCapture,
    /// `%` at the end.
    EndsWithEscape,
    /// `[` without `]`.
    MissingBracket,
    /// `%b` without its two characters.
    BalanceArguments,
    /// `%f` without a set.
    FrontierSet,
    /// More than [`MAX_CAPTURES`].
    TooManyCaptures,
    /// Recursion too deep.
    TooComplex,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PatternError::CaptureIndex(n) => return write!(f, "invalid capture index %{n}"),
            PatternError::InvalidCapture => "invalid pattern capture",
            PatternError::UnfinishedCapture => "unfinished capture",
            PatternError::EndsWithEscape => "malformed pattern (ends with '%')",
            PatternError::MissingBracket => "malformed pattern (missing ']')",
            PatternError::BalanceArguments => "malformed pattern (missing arguments to '%b')",
            PatternError::FrontierSet => "missing '[' after '%f' in pattern",
            PatternError::TooManyCaptures => "too many captures",
            PatternError::TooComplex => "pattern too complex",
        })
    }
}

/// Where a match ends. `None` after a wrong pattern too; then [`Matcher::error`] says so and nothing else is tried.
type Match = Option<usize>;

/// A capture while matching.
#[derive(Clone, Copy)]
struct Slot {
    start: usize,
    /// How many bytes, or one of the marks below.
    length: usize,
}

/// The length of a capture that is open.
const UNFINISHED: usize = usize::MAX;
/// The length of a capture of a position.
const POSITION: usize = usize::MAX - 1;

/// What a capture holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Capture<'a> {
    /// A piece of the subject.
    Bytes(&'a [u8]),
    /// A position, counted from 1.
    Position(usize),
}

/// A subject and a pattern (without its anchor), and the captures of the last match.
pub struct Matcher<'a> {
    subject: &'a [u8],
    pattern: &'a [u8],
    depth: u32,
    captures: SmallVec<[Slot; 4]>,
    error: Option<PatternError>,
}

impl<'a> Matcher<'a> {
    /// A matcher for `pattern`, whose leading `^`, if it is an anchor, the caller has taken off.
    #[inline]
    pub fn new(subject: &'a [u8], pattern: &'a [u8]) -> Self {
        Matcher {
            subject,
            pattern,
            depth: 0,
            captures: SmallVec::new(),
            error: None,
        }
    }

    /// Matches the whole pattern at `start`; returns the end of the match.
    #[inline]
    pub fn match_at(&mut self, start: usize) -> Result<Option<usize>, PatternError> {
        self.captures.clear();
        self.depth = 0;
        let end = self.run(start, 0);
        match self.error {
            Some(error) => Err(error),
            None => Ok(end),
        }
    }

    /// Finds the first match from `start` on that `accept` takes, given its end; returns where it begins and ends.
    #[inline]
    pub fn find(
        &mut self,
        beginning: &Beginning,
        start: usize,
        accept: impl Fn(usize) -> bool,
    ) -> Result<Option<(usize, usize)>, PatternError> {
        let mut at = start;
        while let Some(skipped) = self.subject.get(at..).and_then(|rest| beginning.find(rest)) {
            at += skipped;
            if let Some(end) = self.match_at(at)?
                && accept(end)
            {
                return Ok(Some((at, end)));
            }
            at += 1;
        }
        Ok(None)
    }

    /// Number of captures of the last match.
    pub fn capture_count(&self) -> usize {
        self.captures.len()
    }

    /// Capture `index` (from 0) of the last match, which went from `start` to `end`; the whole match stands in
    /// for the first one if the pattern has none.
    pub fn capture(&self, index: usize, start: usize, end: usize) -> Result<Capture<'a>, PatternError> {
        let Some(slot) = self.captures.get(index) else {
            return match index {
                0 => Ok(self.whole(start, end)),
                _ => Err(PatternError::CaptureIndex(index as i32 + 1)),
            };
        };
        match slot.length {
            UNFINISHED => Err(PatternError::UnfinishedCapture),
            POSITION => Ok(Capture::Position(slot.start + 1)),
            n => Ok(Capture::Bytes(&self.subject[slot.start..slot.start + n])),
        }
    }

    /// The match from `start` to `end` as a capture.
    pub fn whole(&self, start: usize, end: usize) -> Capture<'a> {
        Capture::Bytes(&self.subject[start..end])
    }

    /// Ends the match: the pattern is wrong.
    #[cold]
    fn wrong(&mut self, error: PatternError) -> Match {
        self.error = Some(error);
        None
    }

    /// The pattern's byte at `p`, or NUL beyond its end.
    #[inline(always)]
    fn at(&self, p: usize) -> u8 {
        self.pattern.get(p).copied().unwrap_or(0)
    }

    fn run(&mut self, s: usize, p: usize) -> Match {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.wrong(PatternError::TooComplex);
        }
        let result = self.step(s, p);
        self.depth -= 1;
        result
    }

    /// Like [`run`](Self::run) where another try may follow: not if the pattern is wrong.
    #[inline(always)]
    fn attempt(&mut self, s: usize, p: usize) -> Attempt {
        if p == self.pattern.len() {
            return Attempt::Done(Some(s));
        }
        match self.run(s, p) {
            None if self.error.is_none() => Attempt::Failed,
            result => Attempt::Done(result),
        }
    }

    #[inline(always)]
    fn step(&mut self, mut s: usize, mut p: usize) -> Match {
        while p < self.pattern.len() {
            match self.pattern[p] {
                b'(' if self.at(p + 1) == b')' => return self.start_capture(s, p + 2, POSITION),
                b'(' => return self.start_capture(s, p + 1, UNFINISHED),
                b')' => return self.end_capture(s, p + 1),
                b'$' if p + 1 == self.pattern.len() => return (s == self.subject.len()).then_some(s),
                ESCAPE => match self.at(p + 1) {
                    b'b' => {
                        s = self.balance(s, p + 2)?;
                        p += 4;
                        continue;
                    }
                    b'f' => {
                        p = self.frontier(s, p + 2)?;
                        continue;
                    }
                    digit @ b'0'..=b'9' => {
                        s = self.back_reference(s, digit)?;
                        p += 2;
                        continue;
                    }
                    _ => {}
                },
                _ => {}
            }
            let end = self.class_end(p)?;
            match self.at(end) {
                b'+' => {
                    return match self.run_length(s, p, end) {
                        0 => None,
                        count => self.max_expand(s, 1, count, end + 1),
                    };
                }
                b'*' => {
                    let count = self.run_length(s, p, end);
                    return self.max_expand(s, 0, count, end + 1);
                }
                b'-' => return self.min_expand(s, p, end),
                b'?' => {
                    if self.single(s, p, end)
                        && let Attempt::Done(result) = self.attempt(s + 1, end + 1)
                    {
                        return result;
                    }
                    p = end + 1;
                }
                _ => {
                    if !self.single(s, p, end) {
                        return None;
                    }
                    s += 1;
                    p = end;
                }
            }
        }
        Some(s)
    }

    /// Where the class at `p` ends.
    #[inline(always)]
    fn class_end(&mut self, p: usize) -> Match {
        // Most items are of one byte.
        if !matches!(self.pattern[p], ESCAPE | b'[') {
            return Some(p + 1);
        }
        match class_end(self.pattern, p) {
            Ok(end) => Some(end),
            Err(error) => self.wrong(error),
        }
    }

    /// Whether the byte at `s` is in the class that goes from `p` to `end`.
    #[inline(always)]
    fn single(&self, s: usize, p: usize, end: usize) -> bool {
        let Some(&byte) = self.subject.get(s) else {
            return false;
        };
        match self.pattern[p] {
            b'.' => true,
            ESCAPE => in_class(byte, self.at(p + 1)),
            b'[' => in_set(self.pattern, byte, p, end - 1),
            literal => literal == byte,
        }
    }

    /// How many bytes from `s` on are in the class that goes from `p` to `end`.
    #[inline]
    fn run_length(&self, s: usize, p: usize, end: usize) -> usize {
        let rest = &self.subject[s..];
        match self.pattern[p] {
            b'.' => rest.len(),
            ESCAPE => match class(self.at(p + 1)) {
                Some(set) => prefix(rest, |byte| set.contains(byte)),
                None => prefix(rest, |byte| byte == self.at(p + 1)),
            },
            b'[' => {
                let set = set_at(self.pattern, p, end - 1);
                prefix(rest, |byte| set.contains(byte))
            }
            literal => prefix(rest, |byte| byte == literal),
        }
    }

    /// Tries the rest of the pattern, from `p` on, after `count` bytes and after ever fewer, down to `least`.
    fn max_expand(&mut self, s: usize, least: usize, count: usize, p: usize) -> Match {
        let mut count = count;
        loop {
            match self.attempt(s + count, p) {
                Attempt::Failed if count > least => count -= 1,
                Attempt::Failed => return None,
                Attempt::Done(result) => return result,
            }
        }
    }

    fn min_expand(&mut self, s: usize, p: usize, end: usize) -> Match {
        let mut s = s;
        loop {
            match self.attempt(s, end + 1) {
                Attempt::Failed if self.single(s, p, end) => s += 1,
                Attempt::Failed => return None,
                Attempt::Done(result) => return result,
            }
        }
    }

    fn start_capture(&mut self, s: usize, p: usize, length: usize) -> Match {
        if self.captures.len() >= MAX_CAPTURES {
            return self.wrong(PatternError::TooManyCaptures);
        }
        self.captures.push(Slot { start: s, length });
        let result = self.run(s, p);
        if result.is_none() {
            self.captures.pop();
        }
        result
    }

    fn end_capture(&mut self, s: usize, p: usize) -> Match {
        let open = self.captures.iter().rposition(|slot| slot.length == UNFINISHED);
        let Some(open) = open else {
            return self.wrong(PatternError::InvalidCapture);
        };
        self.captures[open].length = s - self.captures[open].start;
        let result = self.run(s, p);
        if result.is_none() {
            self.captures[open].length = UNFINISHED;
        }
        result
    }

    fn balance(&mut self, s: usize, p: usize) -> Match {
        if p + 1 >= self.pattern.len() {
            return self.wrong(PatternError::BalanceArguments);
        }
        let (open, close) = (self.pattern[p], self.pattern[p + 1]);
        if self.subject.get(s) != Some(&open) {
            return None;
        }
        let mut depth = 1;
        for (n, &byte) in self.subject[s + 1..].iter().enumerate() {
            if byte == close {
                depth -= 1;
                if depth == 0 {
                    return Some(s + n + 2);
                }
            } else if byte == open {
                depth += 1;
            }
        }
        None
    }

    /// `%f[set]`: the set begins between the byte before `s` and the one at `s`. Returns the end of the set.
    fn frontier(&mut self, s: usize, p: usize) -> Match {
        if self.at(p) != b'[' {
            return self.wrong(PatternError::FrontierSet);
        }
        let end = self.class_end(p)?;
        let before = if s == 0 { 0 } else { self.subject[s - 1] };
        let after = self.subject.get(s).copied().unwrap_or(0);
        let begins = !in_set(self.pattern, before, p, end - 1) && in_set(self.pattern, after, p, end - 1);
        begins.then_some(end)
    }

    fn back_reference(&mut self, s: usize, digit: u8) -> Match {
        let index = digit as i32 - b'1' as i32;
        let captured = usize::try_from(index)
            .ok()
            .and_then(|index| self.captures.get(index))
            .filter(|slot| slot.length != UNFINISHED);
        let Some(&slot) = captured else {
            return self.wrong(PatternError::CaptureIndex(index + 1));
        };
        // A position never equals a piece of the subject.
        if slot.length == POSITION {
            return None;
        }
        self.subject[s..]
            .starts_with(&self.subject[slot.start..slot.start + slot.length])
            .then_some(s + slot.length)
    }
}

/// The outcome of a try that another may follow.
enum Attempt {
    Failed,
    Done(Match),
}

/// What every match of a pattern begins with, as far as that is easily said: other places need no try.
#[derive(Clone, Copy)]
pub enum Beginning {
    /// Anything or nothing.
    Any,
    /// This byte.
    Byte(u8),
    /// A byte of a class.
    Class(&'static ByteSet),
    /// A byte of a set.
    Set(ByteSet),
}

impl Beginning {
    /// How a match of `pattern`, without its anchor, begins.
    pub fn of(pattern: &[u8]) -> Beginning {
        let p = match pattern {
            [b'(', b')', ..] => 2,
            [b'(', ..] => 1,
            _ => 0,
        };
        let item = &pattern[p..];
        match item {
            [] | [b'(' | b')' | b'.', ..] | [b'$'] => return Beginning::Any,
            [ESCAPE, b'b' | b'f' | b'0'..=b'9', ..] => return Beginning::Any,
            _ => {}
        }
        let end = match class_end(pattern, p) {
            Ok(end) if !matches!(pattern.get(end), Some(b'*' | b'?' | b'-')) => end,
            _ => return Beginning::Any,
        };
        match *item {
            [ESCAPE, letter, ..] => class(letter).map_or(Beginning::Byte(letter), Beginning::Class),
            [b'[', ..] => Beginning::Set(set_at(pattern, p, end - 1)),
            [byte, ..] => Beginning::Byte(byte),
            [] => Beginning::Any,
        }
    }

    /// How far the first place for a match is, if there is one.
    #[inline]
    fn find(&self, subject: &[u8]) -> Option<usize> {
        match self {
            Beginning::Any => Some(0),
            Beginning::Byte(byte) => memchr::memchr(*byte, subject),
            Beginning::Class(set) => subject.iter().position(|&byte| set.contains(byte)),
            Beginning::Set(set) => subject.iter().position(|&byte| set.contains(byte)),
        }
    }
}

/// A part of a set.
enum SetItem {
    Class(&'static ByteSet),
    Range(u8, u8),
}

/// The parts of the set whose `[` is at `p` and whose `]` at `end`, and whether it holds all other bytes.
#[inline(always)]
fn set_items(pattern: &[u8], p: usize, end: usize) -> (bool, impl Iterator<Item = SetItem>) {
    let negated = pattern[p + 1] == b'^';
    let mut p = p + 1 + negated as usize;
    let items = std::iter::from_fn(move || {
        if p >= end {
            return None;
        }
        let byte = pattern[p];
        Some(if byte == ESCAPE {
            p += 2;
            let letter = pattern[p - 1];
            class(letter).map_or(SetItem::Range(letter, letter), SetItem::Class)
        } else if pattern[p + 1] == b'-' && p + 2 < end {
            p += 3;
            SetItem::Range(byte, pattern[p - 1])
        } else {
            p += 1;
            SetItem::Range(byte, byte)
        })
    });
    (negated, items)
}

/// Whether `byte` is in the set whose `[` is at `p` and whose `]` at `end`.
fn in_set(pattern: &[u8], byte: u8, p: usize, end: usize) -> bool {
    let (negated, mut items) = set_items(pattern, p, end);
    let found = items.any(|item| match item {
        SetItem::Class(set) => set.contains(byte),
        SetItem::Range(first, last) => first <= byte && byte <= last,
    });
    found != negated
}

/// The set whose `[` is at `p` and whose `]` at `end`.
fn set_at(pattern: &[u8], p: usize, end: usize) -> ByteSet {
    let (negated, items) = set_items(pattern, p, end);
    let mut set = ByteSet::EMPTY;
    for item in items {
        match item {
            SetItem::Class(class) => set.add_all(class),
            SetItem::Range(first, last) => set.add_range(first, last),
        }
    }
    if negated { set.complement() } else { set }
}

/// Where the class at `p` of a pattern ends.
fn class_end(pattern: &[u8], p: usize) -> Result<usize, PatternError> {
    let mut p = p + 1;
    match pattern[p - 1] {
        ESCAPE if p >= pattern.len() => Err(PatternError::EndsWithEscape),
        ESCAPE => Ok(p + 1),
        b'[' => {
            if pattern.get(p) == Some(&b'^') {
                p += 1;
            }
            loop {
                if p >= pattern.len() {
                    return Err(PatternError::MissingBracket);
                }
                let byte = pattern[p];
                p += 1;
                if byte == ESCAPE && p < pattern.len() {
                    p += 1;
                }
                if pattern.get(p) == Some(&b']') {
                    return Ok(p + 1);
                }
            }
        }
        _ => Ok(p),
    }
}

/// How many bytes at the beginning are members.
#[inline(always)]
fn prefix(bytes: &[u8], is_member: impl Fn(u8) -> bool) -> usize {
    bytes
        .iter()
        .position(|&byte| !is_member(byte))
        .unwrap_or(bytes.len())
}

/// Whether `byte` is in the class named by a letter after `%`; any other character stands for itself.
#[inline(always)]
fn in_class(byte: u8, letter: u8) -> bool {
    class(letter).map_or(letter == byte, |set| set.contains(byte))
}
