//! The compiler's oracle: `string.dump(load(source))` of ours equals the reference's byte for byte, and binary
//! chunks run on either side.

use std::fs;
use std::path::{Path, PathBuf};

use moonquakes_lua_tests::differential::Invocation;
use moonquakes_lua_tests::{lua_files, lua_files_below, mq, reference, suite_dir, workspace};

/// Writes, for every file named on its command line, its chunk with and without debug information, or the message that
/// it is no program.
const DUMP: &str = r##"
for _, name in ipairs(arg) do
  local file <close> = assert(io.open(name, "rb"))
  local source = file:read("a"):gsub("^#[^\n]*", "")
  local main, message = load(source, "@" .. name:match("[^/]*$"))
  io.write(string.pack("<s8s8", main and string.dump(main) or message, main and string.dump(main, true) or message))
end
"##;

/// Runs the binary chunk named on its command line as if it were the script named after it.
const RUN: &str = "local chunk, script = ... arg = { [0] = script } assert(loadfile(chunk, 'b'))()";

/// Both forms of one file's chunk.
struct Dumps {
    full: Vec<u8>,
    stripped: Vec<u8>,
}

fn dumps(interpreter: &Path, files: &[PathBuf]) -> Vec<Dumps> {
    let names = files.iter().map(|file| file.display().to_string());
    let invocation = Invocation::new(std::iter::once("-".to_owned()).chain(names)).input(DUMP);
    let outcome = invocation.run(interpreter).expect("the interpreter starts");
    let problem = String::from_utf8_lossy(&outcome.stderr).into_owned();
    assert!(
        outcome.success() && problem.is_empty(),
        "{}: {problem}",
        interpreter.display()
    );
    let mut rest = outcome.stdout.as_slice();
    files
        .iter()
        .map(|_| Dumps {
            full: take_chunk(&mut rest),
            stripped: take_chunk(&mut rest),
        })
        .collect()
}

fn take_chunk(bytes: &mut &[u8]) -> Vec<u8> {
    let (length, rest) = bytes
        .split_first_chunk::<8>()
        .expect("a length comes before each chunk");
    let length = usize::try_from(u64::from_le_bytes(*length)).expect("chunks fit in memory");
    let (chunk, rest) = rest.split_at(length);
    *bytes = rest;
    chunk.to_vec()
}

/// The one known difference, of debug information alone: where an item of a table constructor begins with a name and a
/// line ends after it, the reference, which looks ahead there, gives the name the line of the token that follows.
fn is_known_difference(file: &Path) -> bool {
    file.ends_with("syntax/ambiguous_lines.lua")
}

fn assert_same_dumps(dir: &Path) {
    let files = lua_files_below(dir);
    assert!(!files.is_empty(), "{} holds no programs", dir.display());
    let mut differing = Vec::new();
    for ((file, ours), theirs) in files
        .iter()
        .zip(dumps(mq(), &files))
        .zip(dumps(reference(), &files))
    {
        for (form, ours, theirs) in [
            ("full", &ours.full, &theirs.full),
            ("stripped", &ours.stripped, &theirs.stripped),
        ] {
            if ours != theirs && !(form == "full" && is_known_difference(file)) {
                let same = ours
                    .iter()
                    .zip(theirs)
                    .take_while(|(ours, theirs)| ours == theirs)
                    .count();
                let name = file.display();
                differing.push(format!(
                    "{name} ({form}): {} and {} bytes, the same up to {same}",
                    ours.len(),
                    theirs.len()
                ));
            }
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn the_official_suite_compiles_to_the_same_bytes() {
    assert_same_dumps(suite_dir());
}

#[test]
fn examples_compile_to_the_same_bytes() {
    assert_same_dumps(&workspace().join("examples"));
}

#[test]
fn benchmarks_compile_to_the_same_bytes() {
    assert_same_dumps(&workspace().join("benches/programs"));
}

#[test]
fn language_programs_compile_to_the_same_bytes() {
    assert_same_dumps(&workspace().join("lua-tests/programs"));
}

/// Chunks made by `maker` do the same under both interpreters.
fn assert_chunks_run(maker: &Path, folder: &str) {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    fs::create_dir_all(&temporary).expect("the folder for temporary files can be written");
    let examples = workspace().join("examples");
    let files = lua_files(&examples);
    for (file, dumps) in files.iter().zip(dumps(maker, &files)) {
        let script = file
            .file_name()
            .expect("a file has a name")
            .to_string_lossy()
            .into_owned();
        for (form, chunk) in [("full", dumps.full), ("stripped", dumps.stripped)] {
            let path = temporary.join(format!("{script}.{form}"));
            fs::write(&path, chunk).expect("the folder for temporary files can be written");
            let path = path.display().to_string();
            Invocation::new(["-", &path, &script])
                .dir(&examples)
                .input(RUN)
                .assert_same();
        }
    }
}

#[test]
fn chunks_of_the_reference_run() {
    assert_chunks_run(reference(), "chunks-lua");
}

#[test]
fn the_reference_runs_our_chunks() {
    assert_chunks_run(mq(), "chunks-mq");
}
