//! `find`, `match`, `gmatch` and `gsub`.

use super::matcher::{Capture, Matcher, PatternError};
use super::start_position;
use moonquakes_runtime::{Buffer, LuaResult, State, Throw, Type, upvalue_index};

/// The characters that make a pattern more than plain text.
const SPECIALS: &[u8] = b"^$*+?.([%-";

fn pattern_error(state: &mut State, error: PatternError) -> Throw {
    state.error_str(error)
}

fn push_capture(state: &mut State, capture: Capture<'_>) -> LuaResult {
    match capture {
        Capture::Bytes(bytes) => state.push_bytes(bytes),
        Capture::Position(position) => state.push_integer(position as i64),
    }
}

/// Pushes all captures; the whole match if there are none and `whole` is set. Returns how many.
fn push_captures(
    state: &mut State,
    matcher: &Matcher<'_>,
    start: usize,
    end: usize,
    whole: bool,
) -> LuaResult<u32> {
    let count = match matcher.capture_count() {
        0 if whole => 1,
        n => n,
    };
    state.ensure_stack(count as i32, "too many captures")?;
    for index in 0..count {
        let capture = matcher
            .capture(index, start, end)
            .map_err(|error| pattern_error(state, error))?;
        push_capture(state, capture)?;
    }
    Ok(count as u32)
}

pub(super) fn find(state: &mut State) -> LuaResult<u32> {
    search(state, true)
}

pub(super) fn match_(state: &mut State) -> LuaResult<u32> {
    search(state, false)
}

fn search(state: &mut State, find: bool) -> LuaResult<u32> {
    let length = state.check_bytes(1)?.len();
    state.check_bytes(2)?;
    let start = start_position(state.opt_integer(3, 1)?, length) - 1;
    if start > length {
        state.push_fail()?;
        return Ok(1);
    }
    let plain = find && state.to_boolean(4);
    state.with_bytes([1, 2], |state, [subject, pattern]| {
        if plain || find && !pattern.iter().any(|byte| SPECIALS.contains(byte)) {
            let Some(at) = memchr::memmem::find(&subject[start..], pattern) else {
                state.push_fail()?;
                return Ok(1);
            };
            state.push_integer((start + at + 1) as i64)?;
            state.push_integer((start + at + pattern.len()) as i64)?;
            return Ok(2);
        }
        let (anchored, pattern) = split_anchor(pattern);
        let mut matcher = Matcher::new(subject, pattern);
        let mut at = start;
        loop {
            if let Some(end) = matcher
                .match_at(at)
                .map_err(|error| pattern_error(state, error))?
            {
                if !find {
                    return push_captures(state, &matcher, at, end, true);
                }
                state.push_integer(at as i64 + 1)?;
                state.push_integer(end as i64)?;
                return Ok(push_captures(state, &matcher, at, end, false)? + 2);
            }
            at += 1;
            if at > subject.len() || anchored {
                state.push_fail()?;
                return Ok(1);
            }
        }
    })
}

fn split_anchor(pattern: &[u8]) -> (bool, &[u8]) {
    match pattern.strip_prefix(b"^") {
        Some(rest) => (true, rest),
        None => (false, pattern),
    }
}

/// Where an iteration of `gmatch` is.
struct Progress {
    position: usize,
    /// End of the last match, which an empty match may not repeat.
    last_match: Option<usize>,
}

pub(super) fn gmatch(state: &mut State) -> LuaResult<u32> {
    let length = state.check_bytes(1)?.len();
    state.check_bytes(2)?;
    let start = start_position(state.opt_integer(3, 1)?, length) - 1;
    state.set_top(2)?;
    state.new_userdata(
        Progress {
            position: start.min(length + 1),
            last_match: None,
        },
        0,
    )?;
    state.push_closure(gmatch_step, 3)?;
    Ok(1)
}

fn gmatch_step(state: &mut State) -> LuaResult<u32> {
    let progress = upvalue_index(3);
    let Some(&Progress { position, last_match }) = state.userdata::<Progress>(progress) else {
        return Ok(0);
    };
    state.with_bytes(
        [upvalue_index(1), upvalue_index(2)],
        |state, [subject, pattern]| {
            let mut matcher = Matcher::new(subject, pattern);
            for at in position..=subject.len() {
                let found = matcher
                    .match_at(at)
                    .map_err(|error| pattern_error(state, error))?;
                let Some(end) = found.filter(|&end| Some(end) != last_match) else {
                    continue;
                };
                if let Some(progress) = state.userdata_mut::<Progress>(progress) {
                    *progress = Progress {
                        position: end,
                        last_match: Some(end),
                    };
                }
                return push_captures(state, &matcher, at, end, true);
            }
            Ok(0)
        },
    )
}

pub(super) fn gsub(state: &mut State) -> LuaResult<u32> {
    let length = state.check_bytes(1)?.len();
    state.check_bytes(2)?;
    let kind = state.type_at(3);
    let limit = state.opt_integer(4, length as i64 + 1)?;
    let accepted = matches!(kind, Type::Number | Type::String | Type::Function | Type::Table);
    state.arg_expected(accepted, 3, "string/function/table")?;
    if matches!(kind, Type::Number | Type::String) {
        state.with_bytes([1, 2, 3], |state, [subject, pattern, replacement]| {
            substitute(state, subject, pattern, limit, |out, matcher, start, end| {
                expand(out, matcher, start, end, replacement)?;
                Ok(true)
            })
        })
    } else {
        state.with_bytes([1, 2], |state, [subject, pattern]| {
            substitute(state, subject, pattern, limit, |out, matcher, start, end| {
                let replaced = replace_by_value(out, matcher, start, end, kind)?;
                if !replaced {
                    out.add_bytes(&subject[start..end])?;
                }
                Ok(replaced)
            })
        })
    }
}

/// Pushes the subject with up to `limit` matches replaced, and the number of matches. `replace` appends what takes
/// the place of a match and tells whether that is something new.
fn substitute(
    state: &mut State,
    subject: &[u8],
    pattern: &[u8],
    limit: i64,
    mut replace: impl FnMut(&mut Buffer<'_>, &Matcher<'_>, usize, usize) -> LuaResult<bool>,
) -> LuaResult<u32> {
    let (anchored, pattern) = split_anchor(pattern);
    let mut matcher = Matcher::new(subject, pattern);
    let mut out = state.buffer();
    let (mut at, mut count, mut changed) = (0, 0, false);
    let mut last_match = None;
    while count < limit {
        let found = matcher
            .match_at(at)
            .map_err(|error| pattern_error(out.state(), error))?;
        match found.filter(|&end| Some(end) != last_match) {
            Some(end) => {
                count += 1;
                changed |= replace(&mut out, &matcher, at, end)?;
                at = end;
                last_match = Some(end);
            }
            None if at < subject.len() => {
                out.add_byte(subject[at])?;
                at += 1;
            }
            None => break,
        }
        if anchored {
            break;
        }
    }
    if changed {
        out.add_bytes(&subject[at..])?;
        out.push_result()?;
    } else {
        drop(out);
        state.push_value(1)?;
    }
    state.push_integer(count)?;
    Ok(2)
}

/// Adds a replacement string with its `%` references filled in.
fn expand(
    out: &mut Buffer<'_>,
    matcher: &Matcher<'_>,
    start: usize,
    end: usize,
    replacement: &[u8],
) -> LuaResult {
    let mut rest = replacement;
    while let Some(escape) = memchr::memchr(b'%', rest) {
        out.add_bytes(&rest[..escape])?;
        let capture = match rest.get(escape + 1) {
            Some(b'%') => Ok(Capture::Bytes(b"%")),
            // The whole match, whatever the captures are.
            Some(b'0') => Ok(matcher.whole(start, end)),
            Some(digit @ b'1'..=b'9') => matcher.capture((digit - b'1') as usize, start, end),
            _ => {
                return Err(out.state().error_str("invalid use of '%' in replacement string"));
            }
        };
        match capture {
            Ok(Capture::Bytes(bytes)) => out.add_bytes(bytes)?,
            Ok(Capture::Position(position)) => out.add_fmt(format_args!("{position}"))?,
            Err(error) => return Err(pattern_error(out.state(), error)),
        }
        rest = &rest[escape + 2..];
    }
    out.add_bytes(rest)
}

/// Adds what the function or table at index 3 gives for a match, unless that is nil or false.
fn replace_by_value(
    out: &mut Buffer<'_>,
    matcher: &Matcher<'_>,
    start: usize,
    end: usize,
    kind: Type,
) -> LuaResult<bool> {
    let state = out.state();
    if kind == Type::Function {
        state.push_value(3)?;
        let arguments = push_captures(state, matcher, start, end, true)?;
        state.call(arguments as i32, 1)?;
    } else {
        let key = matcher
            .capture(0, start, end)
            .map_err(|error| pattern_error(state, error))?;
        push_capture(state, key)?;
        state.get_table(3)?;
    }
    if !state.to_boolean(-1) {
        state.pop(1);
        return Ok(false);
    }
    if !state.is_string(-1) {
        let name = state.type_name_at(-1);
        return Err(state.error_str(format_args!("invalid replacement value (a {name})")));
    }
    out.add_value()?;
    Ok(true)
}
