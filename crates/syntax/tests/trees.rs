//! Trees mean what the source means.

mod print;
mod reference;

use bumpalo::Bump;
use moonquakes_syntax::{Interner, parse};

fn printed(source: &[u8]) -> Vec<u8> {
    let (arena, mut interner) = (Bump::new(), Interner::new());
    let main = parse(source, 200, &arena, &mut interner).expect("the program is correct");
    print::print(main, &interner)
}

#[test]
fn the_suite_printed_from_its_trees_compiles_to_the_same_code() {
    let suite = reference::suite();
    let pairs = suite
        .iter()
        .flat_map(|(_, source)| [source.clone(), printed(source)]);
    let output = reference::ask("print/compare_code.lua", pairs);
    let output = String::from_utf8_lossy(&output);
    let verdicts: Vec<&str> = output.lines().collect();
    assert_eq!(verdicts.len(), suite.len());
    for ((name, _), verdict) in suite.iter().zip(verdicts) {
        assert_eq!(verdict, "same", "{name}");
    }
}

fn snapshot(source: &str) -> String {
    String::from_utf8(printed(source.as_bytes())).expect("the source is ASCII")
}

#[test]
fn operators() {
    let programs = [
        "return a + b * c ^ d ^ e .. f .. g",
        "return - x ^ 2, not a == b, # t .. s, - - 1",
        "return a or b and c < d == e | f ~ g & h << i",
        "return 1 - 2 - 3, 2 ^ - 3, a // b % c",
        "return (a), (f()), (...)",
    ];
    let trees: String = programs
        .iter()
        .map(|program| format!("{program}\n    {}", snapshot(program)))
        .collect();
    insta::assert_snapshot!(trees);
}

#[test]
fn lines_and_leaves() {
    let source = b"local a, b =\n1, 2.5\nt = {\n...,\nx = a;\n}\nfor k, v in\npairs(t) do\n;break;\nend\n::l1:: ::l2::\n;";
    let (arena, mut interner) = (Bump::new(), Interner::new());
    let main = parse(source, 200, &arena, &mut interner).expect("the program is correct");
    insta::assert_debug_snapshot!(main);
}
