//! Asking the reference interpreter.

use std::io::Write;
use std::process::{Command, Stdio};

/// What a Lua script of `tests/` writes when it reads these programs, each with its length before it.
pub fn ask(script: &str, programs: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Vec<u8> {
    let mut reference = Command::new(moonquakes_lua_tests::reference())
        .arg(format!("{}/tests/{script}", env!("CARGO_MANIFEST_DIR")))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the reference starts");
    let mut input = Vec::new();
    for program in programs {
        let program = program.as_ref();
        input.extend_from_slice(&(program.len() as u32).to_le_bytes());
        input.extend_from_slice(program);
    }
    let mut stdin = reference.stdin.take().expect("its input is a pipe");
    let writer = std::thread::spawn(move || stdin.write_all(&input).expect("the reference reads its input"));
    let output = reference.wait_with_output().expect("the reference ends");
    writer.join().expect("all programs are written");
    assert!(output.status.success());
    output.stdout
}

/// The files of the official suite, by name, without what only the command line understands.
pub fn suite() -> Vec<(String, Vec<u8>)> {
    let read = |path: std::path::PathBuf| {
        let source = std::fs::read(&path).expect("the suite can be read");
        let without_shebang = match source.first() {
            Some(b'#') => source.into_iter().skip_while(|byte| *byte != b'\n').collect(),
            _ => source,
        };
        let name = path
            .file_name()
            .expect("it is a file")
            .to_string_lossy()
            .into_owned();
        (name, without_shebang)
    };
    moonquakes_lua_tests::lua_files(moonquakes_lua_tests::suite_dir())
        .into_iter()
        .map(read)
        .collect()
}
