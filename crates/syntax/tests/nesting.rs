//! No program, however long or deep, makes the parser overflow the native stack.

use bumpalo::Bump;
use moonquakes_syntax::{Interner, SyntaxError, parse};

const MILLION: usize = 1_000_000;
const LEVELS: u32 = 200;

/// Parses on a small stack.
fn parse_on_small_stack(source: String) -> Result<(), SyntaxError> {
    let parser = move || parse(source.as_bytes(), LEVELS, &Bump::new(), &mut Interner::new()).map(|_| ());
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(parser);
    thread
        .expect("a thread starts")
        .join()
        .expect("the parser does not panic")
}

fn repeated(before: &str, times: usize, text: &str, after: &str) -> String {
    format!("{before}{}{after}", text.repeat(times))
}

fn nested(before: &str, times: usize, open: &str, inner: &str, close: &str) -> String {
    format!("{before}{}{inner}{}", open.repeat(times), close.repeat(times))
}

#[test]
fn long_chains_are_fine() {
    for (before, text, after) in [
        ("x = a", ".b", ""),
        ("x = a", "[1]", ""),
        ("f", "()", ""),
        ("a", ":m()", ""),
        ("f", "''", ""),
        ("x = 1", "+1", ""),
        ("x = 1", "+1*2", ""),
        ("x = 1", " and 2", ""),
        ("f(1", ",1", ")"),
        ("x = {", "1,", "}"),
        ("", "x=1;", ""),
        ("", ";", ""),
        ("if a then ", "elseif b then ", "end"),
        ("function f(...) return ...", ", ...", " end"),
    ] {
        let result = parse_on_small_stack(repeated(before, MILLION, text, after));
        assert_eq!(result, Ok(()), "{before}{text}{text}...");
    }
}

const NESTABLE: [(&str, &str, &str, &str); 14] = [
    ("x = ", "(", "1", ")"),
    ("x = ", "{", "", "}"),
    ("x = ", "a[", "1", "]"),
    ("x = ", "f(", "1", ")"),
    ("x = ", "(1+", "1", ")"),
    ("x = ", "- ", "1", ""),
    ("x = ", "not ", "1", ""),
    ("x = ", "a..", "a", ""),
    ("x = ", "a^", "a", ""),
    ("", "do ", "", "end "),
    ("", "while a do ", "", "end "),
    ("", "if a then ", "", "end "),
    ("", "repeat ", "", "until a "),
    ("", "function f() ", "", "end "),
];

#[test]
fn a_hundred_levels_are_fine() {
    for (before, open, inner, close) in NESTABLE {
        let times = if open == "(1+" { 90 } else { 100 };
        let result = parse_on_small_stack(nested(before, times, open, inner, close));
        assert_eq!(result, Ok(()), "{before}{open}{open}...");
    }
}

#[test]
fn deep_nesting_is_an_overflow() {
    for (before, open, inner, close) in NESTABLE {
        for times in [500, MILLION] {
            let result = parse_on_small_stack(nested(before, times, open, inner, close));
            assert_eq!(result, Err(SyntaxError::Overflow), "{before}{open}{open}...");
        }
        let result = parse_on_small_stack(repeated(before, MILLION, open, ""));
        assert_eq!(
            result,
            Err(SyntaxError::Overflow),
            "{before}{open}{open}... without end"
        );
    }
}

#[test]
fn many_targets_are_an_overflow() {
    assert_eq!(parse_on_small_stack(repeated("a", 100, ",a", "=1")), Ok(()));
    assert_eq!(
        parse_on_small_stack(repeated("a", MILLION, ",a", "=1")),
        Err(SyntaxError::Overflow)
    );
}

/// How many levels the reference needs: one for each open statement, expression and pending operator.
const LEVELS_NEEDED: [(&str, u32); 23] = [
    ("", 0),
    ("do end", 1),
    ("do ; end", 2),
    ("x = 1", 2),
    ("x = ((1))", 4),
    ("f()", 1),
    ("f(1)", 2),
    ("x = f{}", 2),
    ("x = f{1}", 3),
    ("x = function() end", 2),
    ("x = function() return function() return 1 end end", 6),
    ("f(function() f(function() end) end)", 4),
    ("a, b, c[(1)] = 1", 4),
    ("if a then elseif - - a then end", 4),
    ("::a::", 1),
    ("::a:: ; ::b:: ::c:: ;", 4),
    ("x = {[(1)] = (2), y = 3; 4}", 4),
    ("x = 1 + 2 * 3 ^ 4", 5),
    ("x = 1 ^ 2 * 3 + 4", 3),
    ("x = -1 ^ -2", 5),
    ("local x <const>, y = a.b:c'd'[(1)], 2", 4),
    ("for i = 1, (2) do local function f(a, ...) return end end", 3),
    (
        "while a do if b then repeat goto x ::x:: until c else break end end",
        4,
    ),
];

#[test]
fn levels_are_those_given() {
    for (source, needed) in LEVELS_NEEDED {
        let parse = |levels| parse(source.as_bytes(), levels, &Bump::new(), &mut Interner::new()).map(|_| ());
        assert_eq!(parse(needed), Ok(()), "{source}");
        if let Some(levels) = needed.checked_sub(1) {
            assert_eq!(parse(levels), Err(SyntaxError::Overflow), "{source}");
        }
    }
    assert_eq!(SyntaxError::Overflow.message(b"=x"), b"C stack overflow");
}
