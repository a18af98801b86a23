//! Binary chunks of the official suite's files, and of our own programs, are the reference's byte for byte.

use moonquakes_bytecode::dump;
use moonquakes_compiler::Workspace;
use moonquakes_lua_tests as lua_tests;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the reference dumps for a file, stripped or not.
fn reference_dump(file: &Path, strip: bool) -> Vec<u8> {
    const DUMP: &[u8] = b"io.write(string.dump(assert(loadfile(arg[1])), arg[2] == 'strip'))";
    let mode = if strip { "strip" } else { "whole" };
    let mut reference = Command::new(lua_tests::reference())
        .arg("-")
        .arg(file)
        .arg(mode)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the reference runs");
    let mut input = reference.stdin.take().expect("a pipe");
    input.write_all(DUMP).expect("the reference reads");
    drop(input);
    let output = reference.wait_with_output().expect("the reference ends");
    assert!(
        output.status.success(),
        "{}: {}",
        file.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

fn skip_first_comment(source: &[u8]) -> &[u8] {
    if source.first() != Some(&b'#') {
        return source;
    }
    let end = source.iter().position(|&c| c == b'\n').unwrap_or(source.len());
    &source[end..]
}

fn check(files: Vec<PathBuf>) {
    assert!(!files.is_empty());
    let mut different = Vec::new();
    let mut workspace = Workspace::default();
    for file in files {
        let source = fs::read(&file).expect("a readable file");
        let name = [b"@", file.as_os_str().as_encoded_bytes()].concat();
        let proto = match workspace.compile(skip_first_comment(&source), &name, 195) {
            Ok(proto) => proto,
            Err(error) => {
                different.push(format!("{}: {error}", file.display()));
                continue;
            }
        };
        for strip in [false, true] {
            if dump(&proto, strip) != reference_dump(&file, strip) {
                different.push(format!("{} (strip: {strip})", file.display()));
            }
        }
    }
    assert!(different.is_empty(), "different: {different:#?}");
}

#[test]
fn official_suite() {
    check(lua_tests::lua_files(lua_tests::suite_dir()));
}

#[test]
fn own_programs() {
    let root = lua_tests::workspace();
    let folders = ["examples", "benches/programs"];
    check(
        folders
            .iter()
            .flat_map(|folder| lua_tests::lua_files(&root.join(folder)))
            .collect(),
    );
}
