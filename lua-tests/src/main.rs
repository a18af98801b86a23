//! `moonquakes-lua-tests suite [FILE…]`: files of the official suite under `mq`, as a table.
//! `moonquakes-lua-tests differential DIR`: the Lua programs in a folder and below it under `mq` and the reference.
//! `moonquakes-lua-tests generated [NAME]`: the generated programs under `mq` and the reference; or one of them, printed.
//! `moonquakes-lua-tests fetch`: where the reference and the suite are.

#![forbid(unsafe_code)]

use std::path::Path;
use std::process::ExitCode;

use moonquakes_lua_tests::generated::{self, Generated};
use moonquakes_lua_tests::programs::{Program, differences, written};
use moonquakes_lua_tests::suite::{first_error, run_suite_file};
use moonquakes_lua_tests::{lua_files, mq, reference, suite_dir};

const USAGE: &str =
    "usage: moonquakes-lua-tests suite [FILE...] | differential DIR | generated [NAME] | fetch";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let all_passed = match arguments.as_slice() {
        ["suite", files @ ..] => suite(files),
        ["differential", dir] => compare(&written(Path::new(dir))),
        ["generated"] => compare(
            &generated::programs()
                .iter()
                .map(Generated::program)
                .collect::<Vec<_>>(),
        ),
        ["generated", name] => print_generated(name),
        ["fetch"] => fetch(),
        _ => {
            eprintln!("{USAGE}");
            false
        }
    };
    if all_passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn fetch() -> bool {
    println!("{}\n{}", reference().display(), suite_dir().display());
    true
}

/// What `all.lua` does not run either: itself, a helper, and a test that fills all of the machine's memory.
const NOT_RUN: [&str; 3] = ["all.lua", "tracegc.lua", "heavy.lua"];

/// Without names: every file that `all.lua` runs.
fn suite(files: &[&str]) -> bool {
    let files: Vec<String> = if files.is_empty() {
        lua_files(suite_dir())
            .iter()
            .map(|path| name(path))
            .filter(|name| !NOT_RUN.contains(&name.as_str()))
            .collect()
    } else {
        files.iter().map(|&file| file.to_owned()).collect()
    };
    let mut failed = 0;
    for file in &files {
        let (verdict, seconds, error) = match run_suite_file(mq(), file) {
            Ok(outcome) => {
                let error = first_error(&outcome);
                let verdict = if error.is_some() { "failed" } else { "passed" };
                (verdict, outcome.elapsed.as_secs_f64(), error.unwrap_or_default())
            }
            Err(error) => ("failed", 0.0, error.to_string()),
        };
        failed += usize::from(verdict == "failed");
        println!(
            "{}",
            format!("{file:16} {verdict} {seconds:7.2} s  {error}").trim_end()
        );
    }
    println!("{} of {} files passed", files.len() - failed, files.len());
    failed == 0
}

fn print_generated(name: &str) -> bool {
    let program = generated::programs()
        .into_iter()
        .find(|program| program.name == name);
    match &program {
        Some(program) => print!("{}", program.text),
        None => eprintln!("no program is called '{name}'"),
    }
    program.is_some()
}

fn compare(programs: &[Program]) -> bool {
    let different = differences(programs);
    for difference in &different {
        print!("{}: differs\n{}", difference.name, difference.report);
    }
    println!("{} of {} programs differ", different.len(), programs.len());
    different.is_empty()
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
