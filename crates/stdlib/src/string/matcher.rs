//! The pattern matcher (manual, §6.4.1): a backtracking matcher over bytes.

use std::fmt;

/// The most captures that a pattern may have.
pub const MAX_CAPTURES: usize = 32;
/// The deepest recursion of a match.
const MAX_DEPTH: u32 = 200;
const ESCAPE: u8 = b'%';

/// Why a match did not succeed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failure {
    /// The subject does not match here.
    NoMatch,
    /// The pattern is wrong.
    Pattern(PatternError),
}

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

type Match = Result<usize, Failure>;

const fn wrong<T>(error: PatternError) -> Result<T, Failure> {
    Err(Failure::Pattern(error))
}

/// A capture while matching.
#[derive(Clone, Copy)]
struct Slot {
    start: usize,
    length: Length,
}

#[derive(Clone, Copy, PartialEq)]
enum Length {
    Unfinished,
    Position,
    Bytes(usize),
}

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
    level: usize,
    slots: [Slot; MAX_CAPTURES],
}

impl<'a> Matcher<'a> {
    /// A matcher for `pattern`, whose leading `^`, if it is an anchor, the caller has taken off.
    pub fn new(subject: &'a [u8], pattern: &'a [u8]) -> Self {
        let slot = Slot {
            start: 0,
            length: Length::Unfinished,
        };
        Matcher {
            subject,
            pattern,
            depth: 0,
            level: 0,
            slots: [slot; MAX_CAPTURES],
        }
    }

    /// Matches the whole pattern at `start`; returns the end of the match.
    pub fn match_at(&mut self, start: usize) -> Result<Option<usize>, PatternError> {
        self.level = 0;
        self.depth = 0;
        match self.run(start, 0) {
            Ok(end) => Ok(Some(end)),
            Err(Failure::NoMatch) => Ok(None),
            Err(Failure::Pattern(error)) => Err(error),
        }
    }

    /// Number of captures of the last match.
    pub fn capture_count(&self) -> usize {
        self.level
    }

    /// Capture `index` (from 0) of the last match, which went from `start` to `end`; the whole match stands in
    /// for the first one if the pattern has none.
    pub fn capture(&self, index: usize, start: usize, end: usize) -> Result<Capture<'a>, PatternError> {
        if index >= self.level {
            if index != 0 {
                return Err(PatternError::CaptureIndex(index as i32 + 1));
            }
            return Ok(Capture::Bytes(&self.subject[start..end]));
        }
        let slot = self.slots[index];
        match slot.length {
            Length::Bytes(n) => Ok(Capture::Bytes(&self.subject[slot.start..slot.start + n])),
            Length::Position => Ok(Capture::Position(slot.start + 1)),
            Length::Unfinished => Err(PatternError::UnfinishedCapture),
        }
    }

    /// The match from `start` to `end` as a capture.
    pub fn whole(&self, start: usize, end: usize) -> Capture<'a> {
        Capture::Bytes(&self.subject[start..end])
    }

    /// The pattern's byte at `p`, or NUL beyond its end.
    #[inline(always)]
    fn at(&self, p: usize) -> u8 {
        self.pattern.get(p).copied().unwrap_or(0)
    }

    fn run(&mut self, s: usize, p: usize) -> Match {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return wrong(PatternError::TooComplex);
        }
        let result = self.step(s, p);
        self.depth -= 1;
        result
    }

    fn step(&mut self, mut s: usize, mut p: usize) -> Match {
        while p < self.pattern.len() {
            match self.pattern[p] {
                b'(' if self.at(p + 1) == b')' => return self.start_capture(s, p + 2, Length::Position),
                b'(' => return self.start_capture(s, p + 1, Length::Unfinished),
                b')' => return self.end_capture(s, p + 1),
                b'$' if p + 1 == self.pattern.len() => {
                    return if s == self.subject.len() {
                        Ok(s)
                    } else {
                        Err(Failure::NoMatch)
                    };
                }
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
            let suffix = self.at(end);
            if !self.single(s, p, end) {
                if !matches!(suffix, b'*' | b'?' | b'-') {
                    return Err(Failure::NoMatch);
                }
                p = end + 1;
                continue;
            }
            match suffix {
                b'?' => {
                    match self.run(s + 1, end + 1) {
                        Err(Failure::NoMatch) => p = end + 1,
                        found => return found,
                    };
                }
                b'+' => return self.max_expand(s + 1, p, end),
                b'*' => return self.max_expand(s, p, end),
                b'-' => return self.min_expand(s, p, end),
                _ => {
                    s += 1;
                    p = end;
                }
            }
        }
        Ok(s)
    }

    /// Where the class at `p` ends.
    fn class_end(&self, p: usize) -> Match {
        let mut p = p + 1;
        match self.pattern[p - 1] {
            ESCAPE if p >= self.pattern.len() => wrong(PatternError::EndsWithEscape),
            ESCAPE => Ok(p + 1),
            b'[' => {
                if self.at(p) == b'^' {
                    p += 1;
                }
                loop {
                    if p >= self.pattern.len() {
                        return wrong(PatternError::MissingBracket);
                    }
                    let byte = self.pattern[p];
                    p += 1;
                    if byte == ESCAPE && p < self.pattern.len() {
                        p += 1;
                    }
                    if self.pattern.get(p) == Some(&b']') {
                        return Ok(p + 1);
                    }
                }
            }
            _ => Ok(p),
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
            ESCAPE => in_class(byte, self.pattern[p + 1]),
            b'[' => self.in_set(byte, p, end - 1),
            literal => literal == byte,
        }
    }

    /// Whether `byte` is in the set whose `[` is at `p` and whose `]` at `end`.
    fn in_set(&self, byte: u8, p: usize, end: usize) -> bool {
        let mut p = p + 1;
        let negated = self.pattern[p] == b'^';
        if negated {
            p += 1;
        }
        while p < end {
            let item = self.pattern[p];
            if item == ESCAPE {
                if in_class(byte, self.at(p + 1)) {
                    return !negated;
                }
                p += 2;
            } else if self.at(p + 1) == b'-' && p + 2 < end {
                if (item..=self.pattern[p + 2]).contains(&byte) {
                    return !negated;
                }
                p += 3;
            } else {
                if item == byte {
                    return !negated;
                }
                p += 1;
            }
        }
        negated
    }

    fn max_expand(&mut self, s: usize, p: usize, end: usize) -> Match {
        let mut count = 0;
        while self.single(s + count, p, end) {
            count += 1;
        }
        loop {
            match self.run(s + count, end + 1) {
                Err(Failure::NoMatch) if count > 0 => count -= 1,
                found => return found,
            }
        }
    }

    fn min_expand(&mut self, s: usize, p: usize, end: usize) -> Match {
        let mut s = s;
        loop {
            match self.run(s, end + 1) {
                Err(Failure::NoMatch) if self.single(s, p, end) => s += 1,
                found => return found,
            }
        }
    }

    fn start_capture(&mut self, s: usize, p: usize, length: Length) -> Match {
        if self.level >= MAX_CAPTURES {
            return wrong(PatternError::TooManyCaptures);
        }
        self.slots[self.level] = Slot { start: s, length };
        self.level += 1;
        let result = self.run(s, p);
        if result.is_err() {
            self.level -= 1;
        }
        result
    }

    fn end_capture(&mut self, s: usize, p: usize) -> Match {
        let open = self.slots[..self.level]
            .iter()
            .rposition(|slot| slot.length == Length::Unfinished);
        let Some(open) = open else {
            return wrong(PatternError::InvalidCapture);
        };
        self.slots[open].length = Length::Bytes(s - self.slots[open].start);
        let result = self.run(s, p);
        if result.is_err() {
            self.slots[open].length = Length::Unfinished;
        }
        result
    }

    fn balance(&mut self, s: usize, p: usize) -> Match {
        if p + 1 >= self.pattern.len() {
            return wrong(PatternError::BalanceArguments);
        }
        let (open, close) = (self.pattern[p], self.pattern[p + 1]);
        if self.subject.get(s) != Some(&open) {
            return Err(Failure::NoMatch);
        }
        let mut depth = 1;
        for (n, &byte) in self.subject[s + 1..].iter().enumerate() {
            if byte == close {
                depth -= 1;
                if depth == 0 {
                    return Ok(s + n + 2);
                }
            } else if byte == open {
                depth += 1;
            }
        }
        Err(Failure::NoMatch)
    }

    /// `%f[set]`: the set begins between the byte before `s` and the one at `s`. Returns the end of the set.
    fn frontier(&self, s: usize, p: usize) -> Match {
        if self.at(p) != b'[' {
            return wrong(PatternError::FrontierSet);
        }
        let end = self.class_end(p)?;
        let before = if s == 0 { 0 } else { self.subject[s - 1] };
        let after = self.subject.get(s).copied().unwrap_or(0);
        if !self.in_set(before, p, end - 1) && self.in_set(after, p, end - 1) {
            Ok(end)
        } else {
            Err(Failure::NoMatch)
        }
    }

    fn back_reference(&self, s: usize, digit: u8) -> Match {
        let index = digit as i32 - b'1' as i32;
        let captured = usize::try_from(index)
            .ok()
            .filter(|&i| i < self.level)
            .map(|i| self.slots[i])
            .filter(|slot| slot.length != Length::Unfinished);
        let Some(slot) = captured else {
            return wrong(PatternError::CaptureIndex(index + 1));
        };
        // A position never equals a piece of the subject.
        let Length::Bytes(length) = slot.length else {
            return Err(Failure::NoMatch);
        };
        if self.subject[s..].starts_with(&self.subject[slot.start..slot.start + length]) {
            Ok(s + length)
        } else {
            Err(Failure::NoMatch)
        }
    }
}

/// Whether `byte` is in the class named by a letter after `%`; any other character stands for itself.
fn in_class(byte: u8, class: u8) -> bool {
    let found = match class.to_ascii_lowercase() {
        b'a' => byte.is_ascii_alphabetic(),
        b'c' => byte.is_ascii_control(),
        b'd' => byte.is_ascii_digit(),
        b'g' => byte.is_ascii_graphic(),
        b'l' => byte.is_ascii_lowercase(),
        b'p' => byte.is_ascii_punctuation(),
        b's' => is_space(byte),
        b'u' => byte.is_ascii_uppercase(),
        b'w' => byte.is_ascii_alphanumeric(),
        b'x' => byte.is_ascii_hexdigit(),
        // Not in the manual any more.
        b'z' => byte == 0,
        _ => return class == byte,
    };
    found != class.is_ascii_uppercase()
}

/// C's `isspace`.
pub fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}
