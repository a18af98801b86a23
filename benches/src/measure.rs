//! One run of one program, with the user time and the peak memory that the kernel counted for it.
//!
//! The kernel counts for all children of a process together, so each program runs as the only child of a
//! small process of its own: this executable again, started with [`ARGUMENT`].

use std::ffi::OsString;
use std::fmt::Display;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// Says that the rest of the command line is to be run and reported on.
pub const ARGUMENT: &str = "--measure";

/// A program in Lua.
pub struct Program {
    /// Where it is.
    pub path: PathBuf,
    /// Its name, that of the file.
    pub name: String,
}

impl Program {
    /// The program in a file.
    pub fn new(path: PathBuf) -> Program {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Program { path, name }
    }

    /// How often it is started for one measurement: once, but for the one that measures the start alone.
    fn repeats(&self) -> u32 {
        if self.name == "empty" { 200 } else { 1 }
    }
}

/// What a run printed and what it cost.
pub struct Run {
    /// Its standard output.
    pub output: Vec<u8>,
    /// Its cost.
    pub usage: Usage,
}

/// What a run cost.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// User time, in milliseconds.
    pub milliseconds: f64,
    /// Peak resident memory, in megabytes.
    pub megabytes: f64,
    /// How long the program's own steps took, if it measures them.
    pub pauses: Option<Pauses>,
}

/// How long the steps of a program took, in microseconds.
#[derive(Clone, Copy, Debug)]
pub struct Pauses {
    /// The longest step.
    pub longest: f64,
    /// The one that 99 of 100 do not exceed.
    pub percentile_99: f64,
}

/// Runs a program under an interpreter.
pub fn measured(interpreter: &[OsString], program: &Program) -> Result<Run, String> {
    let failed = |what: &dyn Display| format!("{}: {}: {what}", interpreter[0].display(), program.name);
    let executable = std::env::current_exe().map_err(|error| failed(&error))?;
    let repeats = program.repeats();
    let output = Command::new(executable)
        .args([ARGUMENT, &repeats.to_string()])
        .args(interpreter)
        .arg(&program.path)
        .output()
        .map_err(|error| failed(&error))?;
    let messages = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(failed(&messages));
    }
    let usage = parse(&messages, repeats).ok_or_else(|| failed(&"no usage was reported"))?;
    Ok(Run {
        output: output.stdout,
        usage,
    })
}

/// The other side of [`measured`]: runs a command as often as the first argument says, and writes what that cost to
/// standard error, below what the command wrote there.
pub fn run_and_report(arguments: &[String]) -> ExitCode {
    match run(arguments).and_then(|()| usage_of_children()) {
        Ok(report) => {
            eprintln!("{report}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), String> {
    let [repeats, program, arguments @ ..] = arguments else {
        return Err("no command was given".to_owned());
    };
    for _ in 0..repeats.parse().unwrap_or(1) {
        let status = Command::new(program).args(arguments).status();
        match status {
            Ok(status) if status.success() => {}
            Ok(status) => return Err(status.to_string()),
            Err(error) => return Err(error.to_string()),
        }
    }
    Ok(())
}

fn usage_of_children() -> Result<String, String> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    let (microseconds, kilobytes) = (usage.user_time().num_microseconds(), usage.max_rss());
    Ok(format!("usage {microseconds} {kilobytes}"))
}

/// The lines of standard error that say what a run cost.
fn parse(messages: &str, repeats: u32) -> Option<Usage> {
    let numbers = |word: &str| {
        let line = messages.lines().rev().find_map(|line| line.strip_prefix(word))?;
        let (first, second) = line.trim().split_once(' ')?;
        Some((first.parse::<f64>().ok()?, second.parse::<f64>().ok()?))
    };
    let (microseconds, kilobytes) = numbers("usage")?;
    let pauses = numbers("pauses").map(|(longest, percentile_99)| Pauses {
        longest,
        percentile_99,
    });
    Some(Usage {
        milliseconds: microseconds / 1e3 / f64::from(repeats),
        megabytes: kilobytes / 1024.0,
        pauses,
    })
}
