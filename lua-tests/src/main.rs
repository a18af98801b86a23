//! `moonquakes-lua-tests suite [user|full] [FILE…]`: the official suite under `mq` in one mode or both, file by file and
//! through its `all.lua`, or only some files, as a table.
//! `moonquakes-lua-tests heavy [MEGABYTES]`: the suite's `heavy.lua`, which fills all of the machine's memory, or as
//! much of it.
//! `moonquakes-lua-tests differential DIR`: the Lua programs in a folder and below it under `mq` and the reference.
//! `moonquakes-lua-tests generated [NAME]`: the generated programs under `mq` and the reference; or one of them, printed.
//! `moonquakes-lua-tests fetch`: where the reference and the suite are.

#![forbid(unsafe_code)]

use std::path::Path;
use std::process::ExitCode;

use moonquakes_lua_tests::generated::{self, Generated};
use moonquakes_lua_tests::programs::{Program, differences, written};
use moonquakes_lua_tests::suite::{Mode, WHOLE, run_heavy, run_suite_file, suite_files};
use moonquakes_lua_tests::{mq, reference, suite_dir};

const USAGE: &str = "usage: moonquakes-lua-tests suite [user|full] [FILE...] | heavy [MEGABYTES] | differential DIR \
                     | generated [NAME] | fetch";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let all_passed = match arguments.as_slice() {
        ["suite", "user", files @ ..] => suite(&[Mode::User], files),
        ["suite", "full", files @ ..] => suite(&[Mode::Full], files),
        ["suite", files @ ..] => suite(&Mode::ALL, files),
        ["heavy"] => heavy(None),
        ["heavy", megabytes] => megabytes.parse().is_ok_and(|megabytes| heavy(Some(megabytes))),
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

/// Without names: every file by itself, then all of them through `all.lua`.
fn suite(modes: &[Mode], files: &[&str]) -> bool {
    let mut files: Vec<String> = files.iter().map(|&file| file.to_owned()).collect();
    if files.is_empty() {
        files = suite_files();
        files.push(WHOLE.to_owned());
    }
    let runs: Vec<(Mode, &str)> = modes
        .iter()
        .flat_map(|&mode| files.iter().map(move |file| (mode, file.as_str())))
        .collect();
    let mut passed = 0;
    for &(mode, file) in &runs {
        let (seconds, error) = match run_suite_file(mq(), mode, file) {
            Ok(run) => (run.outcome.elapsed.as_secs_f64(), run.error),
            Err(error) => (0.0, Some(error.to_string())),
        };
        passed += usize::from(error.is_none());
        let verdict = if error.is_some() { "failed" } else { "passed" };
        let mode = mode.name();
        let error = error.unwrap_or_default();
        println!(
            "{}",
            format!("{mode} {file:16} {verdict} {seconds:8.2} s  {error}").trim_end()
        );
    }
    println!("{passed} of {} runs passed", runs.len());
    passed == runs.len()
}

fn heavy(megabytes: Option<u64>) -> bool {
    run_heavy(mq(), megabytes).is_ok_and(|status| status.success())
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
