//! Programs broken by exchanging tokens or bytes.

use super::random::Random;
use super::{OPERATORS, RESERVED_WORDS};

const LITERALS: [&str; 17] = [
    "x",
    "foo",
    "1",
    "0x1p4",
    "3.5",
    "'str'",
    "\"a\\nb\"",
    "[[long]]",
    "[==[l\n2]==]",
    "nil",
    "...",
    "\n",
    "@",
    "\\",
    "!",
    "--",
    "0x",
];

/// A token to put somewhere.
pub fn stray_token(random: &mut Random) -> &'static str {
    match random.below(5) {
        0 | 1 => random.pick(&RESERVED_WORDS),
        2 | 3 => random.pick(&OPERATORS),
        _ => random.pick(&LITERALS),
    }
}

/// One or two tokens are dropped, put in, exchanged or doubled; sometimes the rest is cut off.
pub fn exchange_tokens(source: &[u8], random: &mut Random) -> Vec<u8> {
    let mut tokens: Vec<Vec<u8>> = split(source).into_iter().map(<[u8]>::to_vec).collect();
    let solid: Vec<usize> = (0..tokens.len())
        .filter(|index| !is_blank(&tokens[*index]))
        .collect();
    if solid.is_empty() {
        return source.to_vec();
    }
    let place = |random: &mut Random| solid[random.below(solid.len())];
    for _ in 0..if random.percent(85) { 1 } else { 2 } {
        let at = place(random);
        let stray = format!(" {} ", stray_token(random)).into_bytes();
        match random.below(100) {
            0..34 => tokens[at].clear(),
            34..60 => tokens[at].extend_from_slice(&stray),
            60..86 => tokens[at] = stray,
            86..93 => tokens[at] = [&tokens[at][..], b" ", &tokens[at]].concat(),
            _ => tokens.swap(at, place(random)),
        }
    }
    let mut broken = tokens.concat();
    if random.percent(5) {
        broken.truncate(random.between(0, broken.len()));
    }
    broken
}

/// One to three bytes are put in, exchanged or dropped.
pub fn exchange_bytes(source: &[u8], random: &mut Random) -> Vec<u8> {
    const TELLING: &[u8] = b"\"'\\[]=-\n\r0xezu{}.\0";
    let mut bytes = source.to_vec();
    for _ in 0..random.between(1, 3) {
        let at = random.below(bytes.len() + 1);
        let byte = match random.percent(30) {
            true => random.below(256) as u8,
            false => TELLING[random.below(TELLING.len())],
        };
        match random.below(10) {
            0..5 => bytes.insert(at, byte),
            5..8 if at < bytes.len() => bytes[at] = byte,
            _ => {
                let end = (at + random.between(1, 4)).min(bytes.len());
                bytes.drain(at..end);
            }
        }
    }
    bytes
}

/// A row of tokens without sense.
pub fn soup(random: &mut Random) -> Vec<u8> {
    const OTHERS: [&str; 12] = [
        "x", "y", "f", "1", "'s'", "\n", "0x.p", "[[", "]]", "--", "\"", "\\",
    ];
    let separator = if random.percent(90) { " " } else { "" };
    let tokens: Vec<&str> = (0..random.between(1, 14))
        .map(|_| match random.below(66) {
            0..22 => random.pick(&RESERVED_WORDS),
            22..54 => random.pick(&OPERATORS),
            _ => random.pick(&OTHERS),
        })
        .collect();
    tokens.join(separator).into_bytes()
}

fn is_blank(token: &[u8]) -> bool {
    token.is_empty() || token[0].is_ascii_whitespace() || token.starts_with(b"--")
}

/// Splits a source into tokens, comments and blanks; roughly, but such that nothing gets lost.
fn split(source: &[u8]) -> Vec<&[u8]> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while !rest.is_empty() {
        let (token, behind) = rest.split_at(token_length(rest));
        tokens.push(token);
        rest = behind;
    }
    tokens
}

fn token_length(rest: &[u8]) -> usize {
    let run = |start: usize, accept: fn(u8) -> bool| {
        rest[start..]
            .iter()
            .position(|byte| !accept(*byte))
            .map_or(rest.len(), |length| start + length)
    };
    let longest = |texts: &[&str]| {
        texts
            .iter()
            .filter(|text| rest.starts_with(text.as_bytes()))
            .map(|text| text.len())
            .max()
    };
    match rest[0] {
        b'-' if rest.starts_with(b"--") => {
            long_bracket_length(&rest[2..]).map_or_else(|| run(2, |byte| byte != b'\n'), |length| length + 2)
        }
        b'[' => long_bracket_length(rest).unwrap_or(1),
        b'"' | b'\'' => string_length(rest),
        b'0'..=b'9' => run(1, |byte| byte.is_ascii_alphanumeric() || byte == b'.'),
        byte if byte.is_ascii_whitespace() => run(1, |byte| byte.is_ascii_whitespace()),
        byte if byte.is_ascii_alphabetic() || byte == b'_' => {
            run(1, |byte| byte.is_ascii_alphanumeric() || byte == b'_')
        }
        _ => longest(&OPERATORS).unwrap_or(1),
    }
}

fn long_bracket_length(rest: &[u8]) -> Option<usize> {
    let level = rest.iter().skip(1).take_while(|byte| **byte == b'=').count();
    if rest.first() != Some(&b'[') || rest.get(level + 1) != Some(&b'[') {
        return None;
    }
    let end = [&b"]"[..], &b"=".repeat(level), b"]"].concat();
    rest.windows(end.len())
        .position(|window| window == end)
        .map(|at| at + end.len())
}

fn string_length(rest: &[u8]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            b'\n' => return at,
            byte if byte == rest[0] => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}
