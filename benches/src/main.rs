//! Speed and memory, measured beside the reference interpreter.
//!
//! `cargo run --release -p moonquakes-benches -- [--rounds N] [--luajit] [--write] [NAME…]` runs the programs of
//! `benches/programs` (all, or those named) under `mq` and the reference, by turns, checks that both print the
//! same, and prints a table in Markdown: medians of user time and of peak memory, and their ratios.
//! `--luajit` measures LuaJIT, too; `--write` puts the result into `docs/performance.md` and draws it.

#![forbid(unsafe_code)]

mod compare;
mod markdown;
mod measure;
mod plot;
mod statistics;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use moonquakes_lua_tests::{lua_files, workspace};

use compare::{Row, compare, interpreters};
use measure::Program;

const USAGE: &str = "usage: moonquakes-benches [--rounds N] [--luajit] [--write] [NAME...]";

/// What the command line asks for.
struct Options {
    rounds: usize,
    luajit: bool,
    write: bool,
    names: Vec<String>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, command @ ..] = arguments.as_slice()
        && first == measure::ARGUMENT
    {
        return measure::run_and_report(command);
    }
    let Some(options) = parse(arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn parse(arguments: Vec<String>) -> Option<Options> {
    let mut options = Options {
        rounds: 5,
        luajit: false,
        write: false,
        names: Vec::new(),
    };
    let mut rest = arguments.into_iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--rounds" => options.rounds = rest.next()?.parse().ok().filter(|&rounds| rounds > 0)?,
            "--luajit" => options.luajit = true,
            "--write" => options.write = true,
            unknown if unknown.starts_with('-') => return None,
            _ => options.names.push(argument),
        }
    }
    Some(options)
}

fn run(options: &Options) -> Result<(), String> {
    let interpreters = interpreters(options.luajit)?;
    let mut rows: Vec<Row> = Vec::new();
    for program in programs(&options.names)? {
        eprintln!("{}", program.name);
        rows.push(compare(&program, &interpreters, options.rounds)?);
    }
    let report = markdown::report(&rows, &interpreters, options.rounds);
    if options.write {
        write(
            &workspace().join("docs"),
            &report,
            &plot::draw(&rows, &interpreters),
        )
    } else {
        print!("{report}");
        Ok(())
    }
}

fn programs(names: &[String]) -> Result<Vec<Program>, String> {
    let dir = workspace().join("benches/programs");
    if names.is_empty() {
        return Ok(lua_files(&dir).into_iter().map(Program::new).collect());
    }
    let find = |name: &String| {
        let path = dir.join(format!("{name}.lua"));
        if path.exists() {
            Ok(Program::new(path))
        } else {
            Err(format!("no program is called {name}"))
        }
    };
    names.iter().map(find).collect()
}

/// Replaces what the last run left in the page.
fn write(docs: &Path, report: &str, plot: &str) -> Result<(), String> {
    const MARK: &str = "<!-- What follows is written by moonquakes-benches. -->\n";
    let page = docs.join("performance.md");
    let failed = |error: std::io::Error| format!("{}: {error}", page.display());
    let text = fs::read_to_string(&page).map_err(failed)?;
    let (head, _) = text
        .split_once(MARK)
        .ok_or_else(|| format!("{} has no place for the result", page.display()))?;
    fs::write(&page, format!("{head}{MARK}\n{report}")).map_err(failed)?;
    fs::write(docs.join("performance.svg"), plot).map_err(failed)
}
