//! One message of each kind, to be read by people.

use bumpalo::Bump;
use moonquakes_syntax::{Interner, parse};

fn message(program: &str) -> String {
    match parse(program.as_bytes(), 200, &Bump::new(), &mut Interner::new()) {
        Ok(_) => "no error".into(),
        Err(error) => String::from_utf8(error.message(b"@file.lua")).expect("the message is ASCII"),
    }
}

/// Each program and its message.
fn table(programs: &[&str]) -> String {
    programs
        .iter()
        .map(|program| format!("{program:?}\n    {}\n", message(program)))
        .collect()
}

#[test]
fn lexical() {
    let messages = table(&[
        "x = 'abc",
        "x = 'a\nb'",
        "x = '\\q'",
        "x = '\\300'",
        "x = '\\xag'",
        "x = '\\u41'",
        "x = '\\u{110000000}'",
        "x = [[abc\n\n",
        "--[==[ abc\n]]",
        "x = [=abc",
        "x = 3x",
        "x = 0x1p",
        "x = @",
        "x = \u{1}",
        "x = \0",
    ]);
    insta::assert_snapshot!(messages);
}

#[test]
fn grammatical() {
    let messages = table(&[
        "x =",
        "x = }",
        "x",
        "x 1",
        "f() = 1",
        "a, f() = 1",
        "a, b",
        "if x",
        "if x then",
        "if x then\n\n",
        "end",
        "f(\n1",
        "x = {1\n2}",
        "x = a[1",
        "local 1",
        "local function 1",
        "local x <const",
        "goto 1",
        "::x",
        "for 1",
        "for x",
        "for x, y do",
        "for x = 1 do",
        "for x = 1, 2, 3, 4 do",
        "function f.1() end",
        "function f x",
        "function f(x, 1",
        "a:b",
        "repeat\nx = 1\nend",
        "while x end",
        "return 1 x",
        "break break x =",
    ]);
    insta::assert_snapshot!(messages);
}

#[test]
fn semantic() {
    let messages = table(&[
        "break",
        "goto x",
        "::x:: ::x::",
        "do goto x; local a; ::x:: print(a) end",
        "for i = 1, 2 do end goto continue",
        "local x <const> = 1; x = 2",
        "local x <close> = nil; function f() x = 2 end",
        "local x <foo> = 1",
        "local x <close>, y <close> = 1, 2",
        "function f() return ... end",
    ]);
    insta::assert_snapshot!(messages);
}

#[test]
fn limits() {
    let list = |count| vec!["a"; count].join(",");
    let names = |letter: &str| {
        (0..150)
            .map(|number| format!("{letter}{number}"))
            .collect::<Vec<_>>()
            .join(",")
    };
    let upvalues = format!(
        "local {}\nfunction f()\nlocal {}\nfunction g() return {}, {} end end",
        names("a"),
        names("b"),
        names("a"),
        names("b"),
    );
    let messages = [
        message(&format!("local {}", list(201))),
        message(&format!("function f({}) end", list(201))),
        message(&upvalues),
        message(&"(".repeat(300)),
    ];
    insta::assert_snapshot!(messages.join("\n"));
}
