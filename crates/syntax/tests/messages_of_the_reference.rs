//! Messages are those of the reference, letter for letter, whatever is wrong with a program.

mod generate;
mod reference;

use bumpalo::Bump;
use moonquakes_syntax::{Interner, parse};

const PROGRAMS: usize = 20_000;

/// What only code generation finds.
const NOT_OF_SYNTAX: [&str; 2] = ["too many registers", "control structure too long"];

fn our_verdict(program: &[u8]) -> Vec<u8> {
    match parse(program, 196, &Bump::new(), &mut Interner::new()) {
        Ok(_) => b"OK".to_vec(),
        Err(error) => error.message(b"=x"),
    }
}

fn verdicts_of_the_reference(programs: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let output = reference::ask("generate/check_programs.lua", programs);
    let mut verdicts = Vec::new();
    let mut rest = &output[..];
    while let Some((length, behind)) = rest.split_first_chunk() {
        let (verdict, behind) = behind.split_at(u32::from_le_bytes(*length) as usize);
        verdicts.push(verdict.to_vec());
        rest = behind;
    }
    verdicts
}

fn suite_sources() -> Vec<Vec<u8>> {
    reference::suite().into_iter().map(|(_, source)| source).collect()
}

fn compare(programs: &[Vec<u8>]) {
    let theirs = verdicts_of_the_reference(programs);
    assert_eq!(theirs.len(), programs.len());
    let differences: Vec<String> = programs
        .iter()
        .zip(&theirs)
        .filter_map(|(program, theirs)| {
            let (ours, theirs) = (our_verdict(program), String::from_utf8_lossy(theirs));
            let ours = String::from_utf8_lossy(&ours);
            if ours == theirs || NOT_OF_SYNTAX.iter().any(|text| theirs.contains(text)) {
                return None;
            }
            let program = String::from_utf8_lossy(&program[..program.len().min(400)]);
            Some(format!(
                "ours:      {ours}\nreference: {theirs}\nprogram: {program}"
            ))
        })
        .collect();
    let shown = differences
        .iter()
        .take(5)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n\n");
    assert!(
        differences.is_empty(),
        "{} of {} differ\n{shown}",
        differences.len(),
        programs.len()
    );
}

#[test]
fn broken_programs() {
    let mut programs = generate::programs(PROGRAMS, 2, &suite_sources());
    programs.retain(|program| program.first() != Some(&0x1b)); // that would be a binary chunk
    compare(&programs);
}

#[test]
fn whole_suite_is_accepted() {
    for source in suite_sources() {
        assert_eq!(our_verdict(&source), b"OK");
    }
}

#[test]
fn limits() {
    let names = |count: usize| vec!["a"; count].join(",");
    let mut programs = Vec::new();
    for count in [195, 196, 197, 198, 199, 200, 201, 250] {
        let (list, fewer) = (names(count), names(count - 3));
        programs.extend([
            format!("local {list}"),
            format!("local {list} = 1 x ="),
            format!("local {list} <const> = 1"),
            format!("local {list} <close"),
            format!("function f({list}) end"),
            format!("function f({list}, ...) x = end"),
            format!("function f({list}"),
            format!("function f({list} 1"),
            format!("\nfunction a.b:f({list}) end"),
            format!("local f = function({list}) end"),
            format!("local {list} local function f() end"),
            format!("local {list} local function f 1"),
            format!("for {list} in f do end"),
            format!("for {list} 1"),
            format!("for {fewer} in f do end"),
            format!("for {fewer} in f do local x end"),
            format!("for {fewer} = f do local x end"),
            format!("local {list} for i = 1, 2 do end"),
            format!("local {list} for i = 1, 2 do local x end"),
            format!("local {list} for i 1"),
            format!("local {list} for i, j 1"),
            format!("local {list} for i in f do local x end"),
            format!("local {list} for i, j in f do local x end"),
            format!("local {list} do local x = 1 end"),
            format!("do local {list} end local {list}"),
            format!("local {list} function f() local {list} end"),
        ]);
    }
    let numbered = |letter: &str, count| {
        (0..count)
            .map(|number| format!("{letter}{number}"))
            .collect::<Vec<_>>()
            .join(",")
    };
    for count in [100, 126, 127, 128, 129, 150] {
        let (a, b) = (numbered("a", count), numbered("b", count));
        programs.push(format!(
            "local {a}\nfunction f()\nlocal {b}\nfunction g() return {a}, {b} end end"
        ));
        programs.push(format!(
            "local {a}\nfunction f()\nlocal {b}\nfunction g() return {a}, {b}, x end end"
        ));
        programs.push(format!(
            "local {a}\nfunction f()\nlocal {b}\nfunction g() return function() return {a}, {b} end end end"
        ));
    }
    compare(&programs.into_iter().map(String::into_bytes).collect::<Vec<_>>());
}
