//! Speed and memory, measured beside the reference interpreter.
//!
//! `cargo run --release -p moonquakes-benches -- [--rounds N] [NAME…]` runs the programs of
//! `benches/programs` (all, or those named) under `mq` and the reference, by turns, checks that both print the
//! same, and prints a table in Markdown: medians of user time and of peak memory, and their ratios.

#![forbid(unsafe_code)]

mod measure;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use moonquakes_lua_tests::{lua_files, mq, reference, workspace};

use measure::{Usage, measured};
use table::{Row, print_table};

const USAGE: &str = "usage: moonquakes-benches [--rounds N] [NAME...]";
const DEFAULT_ROUNDS: usize = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, program @ ..] = arguments.as_slice()
        && first == measure::ARGUMENT
    {
        return measure::run_and_report(program);
    }
    let Some((rounds, names)) = parse(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    match programs(&names).and_then(|programs| compare(&programs, rounds)) {
        Ok(rows) => {
            print_table(&rows, rounds);
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn parse(arguments: &[String]) -> Option<(usize, Vec<&str>)> {
    let mut rounds = DEFAULT_ROUNDS;
    let mut names = Vec::new();
    let mut rest = arguments.iter().map(String::as_str);
    while let Some(argument) = rest.next() {
        if argument == "--rounds" {
            rounds = rest.next()?.parse().ok().filter(|&rounds| rounds > 0)?;
        } else if argument.starts_with('-') {
            return None;
        } else {
            names.push(argument);
        }
    }
    Some((rounds, names))
}

fn programs(names: &[&str]) -> Result<Vec<PathBuf>, String> {
    let dir = workspace().join("benches/programs");
    if names.is_empty() {
        return Ok(lua_files(&dir));
    }
    let find = |name: &&str| {
        let path = dir.join(format!("{name}.lua"));
        if path.exists() {
            Ok(path)
        } else {
            Err(format!("no program is called {name}"))
        }
    };
    names.iter().map(find).collect()
}

/// Runs every program `rounds` times under both, by turns, so that a change in the machine's mood meets both.
fn compare(programs: &[PathBuf], rounds: usize) -> Result<Vec<Row>, String> {
    let (ours, theirs) = (mq(), reference());
    let mut rows = Vec::new();
    for program in programs {
        let name = program
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        eprintln!("{name}");
        let mut row = Row {
            name,
            ours: Vec::new(),
            theirs: Vec::new(),
        };
        for _ in 0..rounds {
            let (our_output, our_usage) = measured(ours, program)?;
            let (their_output, their_usage) = measured(theirs, program)?;
            if our_output != their_output {
                return Err(format!(
                    "{}: mq and the reference print different things",
                    row.name
                ));
            }
            row.ours.push(our_usage);
            row.theirs.push(their_usage);
        }
        rows.push(row);
    }
    Ok(rows)
}
