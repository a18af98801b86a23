//! `find`, `match`, `gmatch` and `gsub`.

use super::byte_set::ByteSet;
use super::matcher::{Beginning, Capture, Matcher, PatternError};
use super::start_position;
use moonquakes_runtime::{Buffer, LuaResult, State, Throw, Type, upvalue_index};

/// The characters that make a pattern more than plain text.
const SPECIALS: ByteSet = {
    let mut set = ByteSet::EMPTY;
    let mut characters: &[u8] = b"^$*+?.([%-";
    while let [first, rest @ ..] = characters {
        set.add(*first);
        characters = rest;
    }
    set
};

/// In a text up to this long, the first byte is looked for and then the rest compared: a better way takes longer to
/// prepare than to search.
const SHORT_TEXT: usize = 128;

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
    if count > 1 {
        state.ensure_stack(count as i32, "too many captures")?;
    }
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
    state.with_bytes([1, 2], |state, [subject, pattern]| {
        let start = start_position(state.opt_integer(3, 1)?, subject.len()) - 1;
        if start > subject.len() {
            state.push_fail()?;
            return Ok(1);
        }
        let plain = find && (state.to_boolean(4) || !pattern.iter().any(|&byte| SPECIALS.contains(byte)));
        if plain {
            return push_plain(state, subject, pattern, start);
        }
        let (anchored, pattern) = split_anchor(pattern);
        let mut matcher = Matcher::new(subject, pattern);
        let found = if anchored {
            matcher.match_at(start).map(|end| Some((start, end?)))
        } else {
            matcher.find(&Beginning::of(pattern), start, |_| true)
        };
        let Some((start, end)) = found.map_err(|error| pattern_error(state, error))? else {
            state.push_fail()?;
            return Ok(1);
        };
        if !find {
            return push_captures(state, &matcher, start, end, true);
        }
        state.push_integer(start as i64 + 1)?;
        state.push_integer(end as i64)?;
        Ok(push_captures(state, &matcher, start, end, false)? + 2)
    })
}

/// Pushes where `text` stands in the subject, from `start` on.
fn push_plain(state: &mut State, subject: &[u8], text: &[u8], start: usize) -> LuaResult<u32> {
    let Some(at) = find_plain(&subject[start..], text) else {
        state.push_fail()?;
        return Ok(1);
    };
    state.push_integer((start + at + 1) as i64)?;
    state.push_integer((start + at + text.len()) as i64)?;
    Ok(2)
}

fn find_plain(subject: &[u8], text: &[u8]) -> Option<usize> {
    let Some(&first) = text.first() else {
        return Some(0);
    };
    if subject.len() > SHORT_TEXT {
        return memchr::memmem::find(subject, text);
    }
    let mut at = 0;
    loop {
        at += memchr::memchr(first, &subject[at..])?;
        if subject[at..].starts_with(text) {
            return Some(at);
        }
        at += 1;
    }
}

fn split_anchor(pattern: &[u8]) -> (bool, &[u8]) {
    match pattern.strip_prefix(b"^") {
        Some(rest) => (true, rest),
        None => (false, pattern),
    }
}

/// Where an iteration of `gmatch` is.
#[derive(Clone, Copy)]
struct Progress {
    beginning: Beginning,
    position: usize,
    /// End of the last match, which an empty match may not repeat.
    last_match: Option<usize>,
}

pub(super) fn gmatch(state: &mut State) -> LuaResult<u32> {
    let progress = state.with_bytes([1, 2], |state, [subject, pattern]| {
        let start = start_position(state.opt_integer(3, 1)?, subject.len()) - 1;
        Ok(Progress {
            beginning: Beginning::of(pattern),
            position: start,
            last_match: None,
        })
    })?;
    state.set_top(2)?;
    state.new_userdata(progress, 0)?;
    state.push_closure(gmatch_step, 3)?;
    Ok(1)
}

fn gmatch_step(state: &mut State) -> LuaResult<u32> {
    let userdata = upvalue_index(3);
    let Some(&progress) = state.userdata::<Progress>(userdata) else {
        return Ok(0);
    };
    state.with_bytes(
        [upvalue_index(1), upvalue_index(2)],
        |state, [subject, pattern]| {
            let mut matcher = Matcher::new(subject, pattern);
            let found = matcher
                .find(&progress.beginning, progress.position, |end| {
                    Some(end) != progress.last_match
                })
                .map_err(|error| pattern_error(state, error))?;
            let Some((start, end)) = found else {
                return Ok(0);
            };
            if let Some(progress) = state.userdata_mut::<Progress>(userdata) {
                progress.position = end;
                progress.last_match = Some(end);
            }
            push_captures(state, &matcher, start, end, true)
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
    let beginning = Beginning::of(pattern);
    let mut out = state.buffer();
    let (mut at, mut count, mut changed) = (0, 0, false);
    let mut last_match = None;
    while count < limit {
        let found = if anchored {
            matcher.match_at(at).map(|end| Some((at, end?)))
        } else {
            matcher.find(&beginning, at, |end| Some(end) != last_match)
        };
        let Some((start, end)) = found.map_err(|error| pattern_error(out.state(), error))? else {
            break;
        };
        count += 1;
        out.add_bytes(&subject[at..start])?;
        changed |= replace(&mut out, &matcher, start, end)?;
        at = end;
        last_match = Some(end);
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
